import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { texts } from '../texts/en-gb.js';
import { instant, money } from '../texts/formats.js';
import { Button } from '../ui/button.js';
import { Notice, ProblemNotice } from '../ui/notice.js';

const t = texts.safer.limits;

/** Limits that are to become higher: they wait a day and then for the player's word. */
export function PendingChanges({ limits }: { limits: Schemas['PlayerLimits'] }) {
  return limits.limits.map((limit) =>
    limit.pending ? <Change key={limit.pending.changeId} limit={limit} pending={limit.pending} /> : null,
  );
}

interface ChangeProps {
  limit: Schemas['PlayerLimit'];
  pending: Schemas['PendingLimitChange'];
}

function Change({
  limit: { kind, period },
  pending: { changeId: id, amount, confirmableFrom },
}: ChangeProps) {
  const queryClient = useQueryClient();
  const params = { path: { id } };
  const onSettled = () => queryClient.invalidateQueries({ queryKey: reads.limits.queryKey });
  const confirm = useMutation({
    mutationFn: () => answerOf(api.POST('/v1/limits/changes/{id}/confirmation', { params })),
    onSettled,
  });
  const withdraw = useMutation({
    mutationFn: () => answerOf(api.DELETE('/v1/limits/changes/{id}', { params })),
    onSettled,
  });
  return (
    <Notice>
      <p>
        {t.pending(
          `${t.kinds[kind]}, ${t.periods[period]}`,
          amount ? money(amount) : t.none,
          instant(confirmableFrom),
        )}
      </p>
      <ProblemNotice error={confirm.error ?? withdraw.error} />
      <div className="suggestions">
        <Button kind="quiet" busy={confirm.isPending} onClick={() => confirm.mutate()}>
          {t.confirm}
        </Button>
        <Button kind="quiet" busy={withdraw.isPending} onClick={() => withdraw.mutate()}>
          {t.withdraw}
        </Button>
      </div>
    </Notice>
  );
}
