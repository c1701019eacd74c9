import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../api/client.js';
import { texts } from '../texts/en-gb.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Switch } from '../ui/field.js';
import { ProblemNotice } from '../ui/notice.js';
import { Choices } from './choices.js';

const t = texts.safer.exclusion;

/** The door that closes behind the player. Said plainly, and made as easy as any other button. */
export function Exclusion({ done }: { done: (restriction: Schemas['Restriction']) => void }) {
  const [months, setMonths] = useState(6);
  const [understood, setUnderstood] = useState(false);
  const [asking, setAsking] = useState(false);
  const exclude = useMutation({
    mutationFn: () => answerOf(api.POST('/v1/self-exclusions', { body: { months, understood } })),
    onSuccess: done,
    onError: () => setAsking(false),
  });
  return (
    <div className="form">
      <p>{t.lead}</p>
      <Choices legend={t.length} name="months" options={t.lengths} chosen={months} choose={setMonths} />
      <ProblemNotice error={exclude.error} />
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {t.submit}
      </Button>
      <Dialog title={t.sure} open={asking} onClose={() => setAsking(false)}>
        <p>{t.sureLead(t.lengths.find(([value]) => value === months)?.[1] ?? '')}</p>
        <Switch
          label={t.understood}
          checked={understood}
          onChange={(event) => setUnderstood(event.target.checked)}
        />
        <div className="dialog-actions">
          <Button
            kind="danger"
            busy={exclude.isPending}
            disabled={!understood}
            onClick={() => exclude.mutate()}
          >
            {t.confirm}
          </Button>
          <Button kind="quiet" onClick={() => setAsking(false)}>
            {texts.common.cancel}
          </Button>
        </div>
      </Dialog>
    </div>
  );
}
