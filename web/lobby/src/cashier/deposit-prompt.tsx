import { useState } from 'react';
import type { Schemas } from '../api/client.js';
import { LimitFields } from '../safer/limit-fields.js';
import { useLimitsForm } from '../safer/use-limits-form.js';
import { useReview } from '../safer/use-review.js';
import { texts } from '../texts/en-gb.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Notice, ProblemNotice } from '../ui/notice.js';

const t = texts.safer.prompt;

/** Before the first deposit: a deposit limit, or the player's word that they want none. Both are as easy. */
export function DepositPrompt({ limits }: { limits: Schemas['PlayerLimits'] }) {
  const form = useLimitsForm(limits);
  const [tried, setTried] = useState(false);
  const { save, faulty, wanted } = form;
  const empty = !wanted.some(({ kind }) => kind === 'deposit');
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!faulty && !empty) save.mutate();
      }}
    >
      <p>{t.lead}</p>
      <LimitFields kind="deposit" form={form} legend={t.legend} />
      {tried && empty && !faulty && <Notice tone="bad">{t.missing}</Notice>}
      <ProblemNotice error={save.error} />
      <div className="pair">
        <Button type="submit" busy={save.isPending}>
          {t.set}
        </Button>
        <Decline />
      </div>
    </form>
  );
}

/** Asked again, as the law has it for whoever wants no limit. */
function Decline() {
  const [asking, setAsking] = useState(false);
  const review = useReview();
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t.decline}</Button>
      <Dialog title={t.sure} open={asking} onClose={() => setAsking(false)}>
        <p>{t.sureLead}</p>
        <ProblemNotice error={review.error} />
        <div className="dialog-actions">
          <Button busy={review.isPending} onClick={() => review.mutate()}>
            {t.confirm}
          </Button>
          <Button kind="quiet" onClick={() => setAsking(false)}>
            {texts.common.cancel}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
