import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, queries, type Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { texts } from '../texts/en-gb.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { ProblemNotice } from '../ui/notice.js';

const t = texts.bonuses;

/** Giving a bonus up cannot be undone, so it is asked twice. */
export function GiveUp({ award: { awardId: id, title } }: { award: Schemas['Award'] }) {
  const [asking, setAsking] = useState(false);
  const forfeit = useMutation({
    mutationFn: () => answerOf(api.POST('/v1/bonuses/{id}/forfeit', { params: { path: { id } } })),
    onSettled: () => {
      setAsking(false);
      void queries.invalidateQueries({ queryKey: reads.wallet.queryKey });
      return queries.invalidateQueries({ queryKey: reads.bonuses.queryKey });
    },
  });
  return (
    <>
      <ProblemNotice error={forfeit.error} />
      <Button kind="quiet" aria-label={t.giveUpOf(title)} onClick={() => setAsking(true)}>
        {t.giveUp}
      </Button>
      <Dialog title={t.sure(title)} open={asking} onClose={() => setAsking(false)}>
        <p>{t.sureLead}</p>
        <div className="dialog-actions">
          <Button kind="danger" busy={forfeit.isPending} onClick={() => forfeit.mutate()}>
            {t.giveUp}
          </Button>
          <Button kind="quiet" onClick={() => setAsking(false)}>
            {t.keep}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
