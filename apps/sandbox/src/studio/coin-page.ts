import { Money } from '@croupier/kernel';
import { type Html, html, page } from '../pages/html.js';
import { coinScripts, sides, stakeBounds } from './coin.js';
import { giftScripts } from './gifts.js';
import { type FreeRounds } from './gifts.service.js';
import { type Seat, type ShownRound, type Standing } from './seats.service.js';

const pounds = (minor: number): string => Money.of(minor, 'GBP').toString();

interface Shown {
  seat: Seat;
  rounds: readonly ShownRound[];
  standing: Standing;
  freeRounds: FreeRounds;
  /** The last order came before the round's time was over. */
  soon: boolean;
}

/** The game's page: what is there, one form, and how the last rounds went. It works without scripts. */
export function coinPage({ seat, rounds, standing, freeRounds, soon }: Shown): string {
  const [last] = rounds;
  const content = html`<h1>Tide Coin</h1>
    <p class="lead">A game of a studio outside of the casino, played with the casino’s balance.</p>
    <section class="till">
      <p class="hint">${seat.session === null ? 'Play money' : 'Balance at the casino'}</p>
      <p class="sum" id="balance">${pounds(Number(seat.balance))}</p>
      <p class="hint" id="standing">
        Net position ${pounds(standing.net)}, ${standing.minutes} min in this session
      </p>
      ${soon ? html`<p class="alert" role="status">One moment: a round takes five seconds.</p>` : undefined}
      ${freeRounds.left > 0 && seat.ended_at === null ? free(seat, freeRounds) : undefined}
      ${last ? outcome(last) : undefined} ${last?.state === 'open' ? choices(seat, last) : undefined}
      ${seat.ended_at === null ? order(seat, rounds) : over}
      <p class="hint">
        The right side pays twice the stake; on its edge nobody wins. 97 in 100 come back over time.
      </p>
      ${seat.lobby === null ? undefined : html`<p><a href="${seat.lobby}">Back to the casino</a></p>`}
    </section>
    <section>
      <h2>The last rounds</h2>
      <dl>${rounds.map(row)}</dl>
    </section>
    <details>
      <summary>What is unusual on purpose</summary>
      <p>By the last two digits of the stake:</p>
      ${meanings(coinScripts)}
      <p>By the last two digits of how many free rounds the casino gives:</p>
      ${meanings(giftScripts)}
    </details>`;
  return page('Tide Coin', content, { narrow: true });
}

const words = { heads: 'Heads', tails: 'Tails' } as const;

const over = html`<p class="alert" role="status" id="over">
  This session is over. Start the game again at the casino.
</p>`;

function order(seat: Seat, rounds: readonly ShownRound[]): Html {
  return html`<form method="post" action="/studio/seats/${seat.seat_id}/rounds">
    <label for="stake">Stake in pence</label>
    <input
      id="stake"
      name="stake"
      type="number"
      inputmode="numeric"
      min="${stakeBounds.least}"
      max="${stakeBounds.most}"
      value="${rounds.find((round) => !round.free)?.stake ?? 100}"
      required
    />
    ${sides.map((side) => html`<button name="side" value="${side}">${words[side]}</button>`)}
  </form>`;
}

function row(round: ShownRound): Html {
  return html`<div>
    <dt>${round.free ? 'A free round' : pounds(round.stake)} on ${round.side}</dt>
    <dd>${said(round)}</dd>
  </div>`;
}

function outcome(round: ShownRound): Html {
  const bad = round.state === 'refused' || round.state === 'undoing' || round.state === 'undone';
  return html`<p class="result${bad ? ' bad' : ''}" role="status" id="outcome">${said(round)}</p>`;
}

function free({ seat_id: seatId }: Seat, { left, stake }: FreeRounds): Html {
  return html`<form method="post" action="/studio/seats/${seatId}/rounds">
    <p id="free-rounds">
      Free rounds left: ${left}. The next is played at ${pounds(stake)}, paid by the casino.
    </p>
    <input type="hidden" name="free" value="true" />
    ${sides.map((side) => html`<button name="side" value="${side}">${words[side]}, for free</button>`)}
  </form>`;
}

function choices({ seat_id: seatId }: Seat, { roundId, stake, side }: ShownRound): Html {
  const way = `/studio/seats/${seatId}/rounds/${roundId}`;
  return html`<form method="post" action="${way}/raise">
      <button>Stake ${pounds(stake)} more on ${side}</button>
    </form>
    <form method="post" action="${way}/take"><button>Take the win</button></form>`;
}

const refusals: Readonly<Record<string, string>> = {
  insufficient: 'The balance does not cover the stake.',
  limit: 'A limit of yours, or of the law, does not allow this stake.',
  blocked: 'You cannot play now. The casino says why.',
  free_rounds_spent: 'The casino knows of no free round that is left.',
  bad_token: 'This session is over. Start the game again at the casino.',
};

/** What is still to come of a round that shows its outcome. */
const ahead: Readonly<Record<string, string>> = {
  paying: ', on its way',
  reversing: ' by mistake, and taken back',
  reversed: ' by mistake, and taken back',
  open: ', and the round is open',
  raising: ', and more is staked',
  lowering: ', and the further stake goes back',
};

function said({ state, landed, payout, reason }: ShownRound): string {
  if (state === 'refused') return refusals[reason ?? ''] ?? 'The casino took no stake.';
  if (state === 'undoing') return 'The casino did not answer: the stake goes back to you.';
  if (state === 'undone') return 'The casino did not answer in time: the stake went back to you.';
  if (landed === null) return 'On its way.';
  const back = (payout ?? 0) > 0 ? `${pounds(payout ?? 0)} back` : 'nothing back';
  return `It landed on ${landed === 'edge' ? 'its edge' : landed}: ${back}${ahead[state] ?? ''}.`;
}

function meanings(scripts: Readonly<Record<number, { meaning: string }>>): Html {
  return html`<dl>
    ${Object.entries(scripts).map(
      ([digits, { meaning }]) =>
        html`<div>
          <dt><code>${digits}</code></dt>
          <dd>${meaning}</dd>
        </div>`,
    )}
  </dl>`;
}
