import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { texts } from '../texts/en-gb.js';
import { instant } from '../texts/formats.js';
import { Button } from '../ui/button.js';
import { Notice, ProblemNotice } from '../ui/notice.js';

const t = texts.safer;

/** What keeps the player from playing now, and until when. */
export function InForce() {
  const { data } = useQuery(reads.protection);
  if (data === undefined) return null;
  return (
    <>
      {data.restrictions.map((restriction) => (
        <Restriction key={restriction.restrictionId} restriction={restriction} />
      ))}
      {!data.inForce && <Notice>{t.pending}</Notice>}
    </>
  );
}

function Restriction({ restriction }: { restriction: Schemas['Restriction'] }) {
  const { restriction: kind, until, endsAt } = restriction;
  return (
    <Notice>
      <p>
        <strong>{t.kinds[kind]}</strong>{' '}
        {endsAt ? t.endsAt(instant(endsAt)) : until && t.until(instant(until))}
      </p>
      <p>{t.cashStaysYours}</p>
      {kind === 'self_exclusion' && endsAt === undefined && <Return />}
    </Notice>
  );
}

/** After the time of an exclusion: it ends a day after the player asks, never by itself. */
function Return() {
  const queryClient = useQueryClient();
  const back = useMutation({
    mutationFn: () => answerOf(api.POST('/v1/self-exclusions/return')),
    onSettled: () => queryClient.invalidateQueries({ queryKey: reads.protection.queryKey }),
  });
  return (
    <>
      <Button kind="quiet" busy={back.isPending} onClick={() => back.mutate()}>
        {t.exclusion.back}
      </Button>
      <ProblemNotice error={back.error} />
    </>
  );
}
