import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { texts } from '../texts/en-gb.js';
import { Button } from '../ui/button.js';
import { Loaded, Notice, ProblemNotice } from '../ui/notice.js';
import { LimitFields } from './limit-fields.js';
import { PendingChanges } from './pending-changes.js';
import { ReviewNotice } from './review-notice.js';
import { kinds, useLimitsForm } from './use-limits-form.js';

const t = texts.safer.limits;

/** All limits at once, as the player wants them: lower ones hold when they are saved, higher ones wait. */
export function Limits() {
  const limits = useQuery(reads.limits);
  return (
    <Loaded of={limits}>
      {(data) => (
        <>
          <p>{t.lead}</p>
          <ReviewNotice limits={data} />
          <PendingChanges limits={data} />
          <LimitsForm limits={data} key={data.version} />
        </>
      )}
    </Loaded>
  );
}

function LimitsForm({ limits }: { limits: Schemas['PlayerLimits'] }) {
  const form = useLimitsForm(limits);
  const { save, faulty } = form;
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!faulty) save.mutate();
      }}
    >
      <div className="columns">
        {kinds.map((kind) => (
          <LimitFields key={kind} kind={kind} form={form} />
        ))}
      </div>
      <ProblemNotice error={save.error} />
      {save.isSuccess && <Notice tone="good">{t.saved}</Notice>}
      <Button type="submit" busy={save.isPending}>
        {t.submit}
      </Button>
    </form>
  );
}
