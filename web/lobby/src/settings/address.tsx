import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { texts } from '../texts/en-gb.js';
import { Button } from '../ui/button.js';
import { Field } from '../ui/field.js';
import { Notice, ProblemNotice } from '../ui/notice.js';
import { useForm } from '../ui/use-form.js';

const t = texts.account.register;

/** The home address; a change is based on the version on show. */
export function AddressForm({ profile }: { profile: Schemas['PlayerProfile'] }) {
  const { line1, line2 = '', city, postcode } = profile.address;
  const form = useForm({ line1, line2, city, postcode });
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: () => {
      const { line2: flat, ...rest } = form.values;
      const address = { ...rest, ...(flat === '' ? {} : { line2: flat }), country: 'GB' as const };
      const params = { header: { 'If-Match': `"${profile.version}"` } };
      return answerOf(api.PATCH('/v1/me', { params, body: { address } }));
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: reads.profile.queryKey }),
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Field label={t.line1} autoComplete="address-line1" required {...form.bind('line1')} />
      <Field label={t.line2} autoComplete="address-line2" {...form.bind('line2')} />
      <div className="pair">
        <Field label={t.city} autoComplete="address-level2" required {...form.bind('city')} />
        <Field label={t.postcode} autoComplete="postal-code" required {...form.bind('postcode')} />
      </div>
      <ProblemNotice error={save.error} />
      {save.isSuccess && <Notice tone="good">{texts.common.saved}</Notice>}
      <Button type="submit" kind="quiet" busy={save.isPending}>
        {texts.common.save}
      </Button>
    </form>
  );
}
