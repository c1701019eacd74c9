import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Players } from '../account/sign-in.js';
import { ProblemError, type Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { baccaratOutcomeIn } from '../baccarat/model.js';
import { blackjackOutcomeIn } from '../blackjack/model.js';
import { diceOutcomeIn } from '../dice/pays.js';
import { rouletteOutcomeIn } from '../roulette/model.js';
import { slotOutcomeIn } from '../slot/model.js';
import { texts } from '../texts/en-gb.js';
import { instant } from '../texts/formats.js';
import { Money } from '../ui/money.js';
import { Loaded, Notice } from '../ui/notice.js';
import { videoPokerOutcomeIn } from '../video-poker/model.js';
import { Card, Page } from '../ui/page.js';
import { DecidedRound } from './decisions.js';
import { Proof } from './proof.js';
import { RouletteBets } from './roulette-bets.js';
import { Statement } from './statement.js';
import { SlotSpins } from './slot-spins.js';
import { TableBets } from './table-bets.js';
import { twoHandsIn } from './two-hands.js';

const t = texts.games.history;

/** One round, as it can be checked: what was drawn, what it paid, and the draws it follows from. */
export function RoundPage() {
  return (
    <Players>
      <Page title={t.round}>
        <Detail />
      </Page>
    </Players>
  );
}

function Detail() {
  const { roundId = '' } = useParams({ strict: false });
  const round = useQuery({
    ...reads.round(roundId),
    // The history follows the settlement by moments.
    retry: (failures, error) => failures < 30 && error instanceof ProblemError,
    retryDelay: 500,
  });
  if (round.isLoading && round.failureCount > 0) return <Notice>{t.soon}</Notice>;
  return (
    <Loaded of={round}>
      {(data) => (
        <>
          <Sums round={data} />
          <Outcome round={data} />
          {data.open === undefined && <Statement roundId={data.roundId} />}
          <Proof round={data} />
        </>
      )}
    </Loaded>
  );
}

function Sums({ round }: { round: Schemas['Round'] }) {
  const { stake, payout, netWin, jackpotWin, settledAt, voided, freeRound } = round;
  return (
    <>
      <p className="lead">{instant(settledAt)}</p>
      {freeRound && <p>{t.free}</p>}
      {voided && <Notice>{t.void}</Notice>}
      <dl className="meters">
        <div>
          <dt>{t.stake}</dt>
          <dd>
            <Money value={stake} />
          </dd>
        </div>
        <div>
          <dt>{t.payout}</dt>
          <dd>
            <Money value={payout} />
          </dd>
        </div>
        <div>
          <dt>{t.net}</dt>
          <dd>
            <Money value={netWin} signed />
          </dd>
        </div>
        {jackpotWin && (
          <div>
            <dt>{texts.games.jackpot.round}</dt>
            <dd>
              <Money value={jackpotWin} />
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}

function Outcome({ round: { roundId, outcome, gameId, stake } }: { round: Schemas['Round'] }) {
  const slot = slotOutcomeIn(outcome);
  const wheel = rouletteOutcomeIn(outcome);
  const isTable = baccaratOutcomeIn(outcome) !== undefined || diceOutcomeIn(outcome) !== undefined;
  const isDecided =
    videoPokerOutcomeIn(outcome) !== undefined ||
    blackjackOutcomeIn(outcome) !== undefined ||
    twoHandsIn(outcome) !== undefined;
  if (!slot && !wheel && !isTable && !isDecided) return null;
  return (
    <Card title={t.outcome}>
      {slot && <SlotSpins {...{ roundId, gameId }} outcome={slot} currency={stake.currency} />}
      {wheel && <RouletteBets outcome={wheel} currency={stake.currency} />}
      {isTable && <TableBets outcome={outcome} currency={stake.currency} />}
      {isDecided && <DecidedRound outcome={outcome} currency={stake.currency} />}
    </Card>
  );
}
