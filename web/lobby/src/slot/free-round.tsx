import { useQuery } from '@tanstack/react-query';
import { reads } from '../api/reads.js';
import { usePlayMoney } from '../play/demo.js';
import type { Bet } from '../play/use-play.js';
import { texts } from '../texts/en-gb.js';
import { shortMoney } from '../texts/formats.js';
import { Button } from '../ui/button.js';

const t = texts.bonuses;

interface FreeRoundProps {
  gameId: string;
  busy: boolean;
  disabled: boolean;
  play: (bet: Bet) => void;
}

/** The free rounds of a running bonus for this game, where there are any: played by a press like every other. */
export function FreeRound({ gameId, busy, disabled, play }: FreeRoundProps) {
  const { data } = useQuery(reads.bonuses);
  const tried = usePlayMoney() !== undefined;
  const award = data?.awards.find(
    ({ status, freeRounds }) => status === 'active' && freeRounds?.gameId === gameId && freeRounds.left > 0,
  );
  if (tried || !award?.freeRounds) return null;
  const { awardId, title, freeRounds } = award;
  return (
    <div className="free-round">
      <p className="small" id="free-rounds-left">
        {t.spinsLeft(freeRounds.left, title)}
      </p>
      <Button
        kind="quiet"
        busy={busy}
        disabled={disabled}
        aria-describedby="free-rounds-left"
        onClick={() => play({ stake: freeRounds.stake, awardId })}
      >
        {t.spin(shortMoney(freeRounds.stake))}
      </Button>
    </div>
  );
}
