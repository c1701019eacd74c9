import {
  AwardFact,
  ChoiceField,
  GameChanged,
  IdField,
  Jackpot,
  InstantField,
  IntegerField,
  PartField,
  PlayerMessage,
  type ReleasedChange,
  Round,
  type RoundCorrected,
  type RoundSettled,
  TablePart,
  TablePartsSettled,
  TableRound,
  TableTotals,
  TextField,
  WalletView,
  type LedgerFact,
} from '@croupier/contracts';
import { without } from '../edge/inputs.js';

/** What every message of the stream begins with. */
class StreamMessage {
  @IntegerField({
    description: 'Number of the message in this connection, from 1 without gaps.',
    min: 1,
    example: 1,
  })
  seq: number;

  @InstantField({ description: 'When it happened.' })
  at: string;
}

export class HelloMessage extends StreamMessage {
  @ChoiceField({ description: 'Kind of message.', of: ['hello'] })
  type: 'hello';

  @PartField({ description: 'The wallet as it is now.', of: () => WalletView })
  data: WalletView;
}

export class BalanceMessage extends StreamMessage {
  @ChoiceField({ description: 'Kind of message.', of: ['balance'] })
  type: 'balance';

  @PartField({ description: 'The wallet after the change.', of: () => WalletView })
  data: WalletView;
}

/** A settled round without its outcome, which GET /v1/rounds/{id} has. */
export class SettledRound extends without(Round, 'outcome') {}

export class RoundMessage extends StreamMessage {
  @ChoiceField({ description: 'Kind of message.', of: ['round'] })
  type: 'round';

  @PartField({ description: 'The round.', of: () => SettledRound })
  data: SettledRound;
}

export class NewMessage extends StreamMessage {
  @ChoiceField({ description: 'Kind of message.', of: ['message'] })
  type: 'message';

  @PartField({ description: 'What we wrote to the player.', of: () => PlayerMessage })
  data: PlayerMessage;
}

/** What became of a bonus. */
export class AwardNews extends without(AwardFact, 'playerId', 'at') {
  @ChoiceField({ description: 'What happened.', of: ['granted', 'expiring', 'completed', 'ended'] })
  happened: 'granted' | 'expiring' | 'completed' | 'ended';
}

export class BonusMessage extends StreamMessage {
  @ChoiceField({ description: 'Kind of message.', of: ['bonus'] })
  type: 'bonus';

  @PartField({ description: 'What became of a bonus of the player.', of: () => AwardNews })
  data: AwardNews;
}

export class TableMessage extends StreamMessage {
  @ChoiceField({ description: 'Kind of message.', of: ['table'] })
  type: 'table';

  @PartField({ description: 'The round of the table the stream was opened for.', of: () => TableRound })
  data: TableRound;
}

export class TableTotalsMessage extends StreamMessage {
  @ChoiceField({ description: 'Kind of message.', of: ['table-totals'] })
  type: 'table-totals';

  @PartField({ description: 'What all players have on its layout.', of: () => TableTotals })
  data: TableTotals;
}

/** What a round of a live table came to for the player. */
export class OwnPart extends without(TablePart, 'playerId') {
  @TextField({ description: 'The table.', max: 60, example: 'harbour-table' })
  tableId: string;

  @IdField({ description: 'The round.' })
  roundId: string;

  @IntegerField({ description: 'Number of the round at this table.', min: 1, example: 42 })
  number: number;

  @ChoiceField({ description: 'How it ended.', of: ['settled', 'voided'], example: 'settled' })
  how: TablePartsSettled['how'];
}

export class TablePartMessage extends StreamMessage {
  @ChoiceField({ description: 'Kind of message.', of: ['table-part'] })
  type: 'table-part';

  @PartField({
    description: 'What the round came to for the player, and where they stand in their session after it.',
    of: () => OwnPart,
  })
  data: OwnPart;
}

/** What is in a jackpot now; its falls and its games are those of GET /v1/jackpots. */
export class JackpotNews extends without(Jackpot, 'falls', 'games') {}

export class JackpotMessage extends StreamMessage {
  @ChoiceField({ description: 'Kind of message.', of: ['jackpot'] })
  type: 'jackpot';

  @PartField({
    description: 'A jackpot that has changed; each is told every other second at most.',
    of: () => JackpotNews,
  })
  data: JackpotNews;
}

/** What became of a game or a live table; nobody is told who of the house did it. */
export class GameNews extends without(GameChanged, 'staffId', 'changedAt', 'returnToPlayer', 'change') {
  @TextField({ description: 'Of a new version: what changes.', max: 500, optional: true })
  whatChanges?: ReleasedChange['whatChanges'];
}

export class GameMessage extends StreamMessage {
  @ChoiceField({ description: 'Kind of message.', of: ['game'] })
  type: 'game';

  @PartField({
    description: 'A game that was opened, closed, or is played by another version from now on.',
    of: () => GameNews,
  })
  data: GameNews;
}

export class TableChangedMessage extends StreamMessage {
  @ChoiceField({ description: 'Kind of message.', of: ['table-changed'] })
  type: 'table-changed';

  @PartField({
    description: 'A live table, as `gameId`, that was opened, closed, or is played by another version.',
    of: () => GameNews,
  })
  data: GameNews;
}

export class ReRead {
  @ChoiceField({
    description: 'A version of the account was not told, or the broker was away for a while.',
    of: ['gap', 'reconnected'],
  })
  reason: 'gap' | 'reconnected';
}

export class ReReadMessage extends StreamMessage {
  @ChoiceField({ description: 'Kind of message.', of: ['re-read'] })
  type: 're-read';

  @PartField({ description: 'Why.', of: () => ReRead })
  data: ReRead;
}

type Unnumbered<Message> = Omit<Message, 'seq'>;
export type Content =
  | Unnumbered<HelloMessage>
  | Unnumbered<BalanceMessage>
  | Unnumbered<RoundMessage>
  | Unnumbered<NewMessage>
  | Unnumbered<BonusMessage>
  | Unnumbered<TableMessage>
  | Unnumbered<TableTotalsMessage>
  | Unnumbered<TablePartMessage>
  | Unnumbered<JackpotMessage>
  | Unnumbered<GameMessage>
  | Unnumbered<TableChangedMessage>
  | Unnumbered<ReReadMessage>;

/** A message encoded once for every connection it goes to; each puts its own number in front. */
export type Frame = Buffer & { readonly frame: unique symbol };

export function frameOf({ type, at, data }: Content): Frame {
  return Buffer.from(JSON.stringify({ type, at, data }).slice(1)) as Frame;
}

const final = 0x80;
const text = 0x01;

/**
 * A message as it goes over the wire: one whole text frame of a server (RFC 6455, 5.2). Made here because the library
 * encodes the text anew for every client and writes it in two pieces, which is half of what a table's message costs.
 */
export function numbered(seq: number, frame: Frame): Buffer {
  const number = `{"seq":${seq},`;
  const length = number.length + frame.length;
  const start = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const bytes = Buffer.allocUnsafe(start + length);
  bytes[0] = final | text;
  bytes[1] = start === 2 ? length : start === 4 ? 126 : 127;
  if (start === 4) bytes.writeUInt16BE(length, 2);
  if (start === 10) bytes.writeBigUInt64BE(BigInt(length), 2);
  bytes.write(number, start, 'latin1');
  frame.copy(bytes, start + number.length);
  return bytes;
}

/** What a fact of the ledger means to the player it is about. */
export function framesOf(fact: LedgerFact | RoundSettled | RoundCorrected): Frame[] {
  const { playerId, balance: cash, bonus, inPlay, withdrawing, version, recordedAt: at } = fact;
  const wallet = { playerId, cash, bonus, inPlay, withdrawing, version };
  const balance = frameOf({ type: 'balance', at, data: wallet });
  if (!('payout' in fact) || !('stake' in fact)) return [balance];
  const { roundId, gameSessionId, gameId, stake, payout, freeRound } = fact;
  const played = { roundId, gameSessionId, gameId, stake, payout, ...(freeRound ? { freeRound } : {}) };
  return [frameOf({ type: 'round', at, data: { ...played, ...whatCameOf(fact) } }), balance];
}

/** What a round came to: its payout less its stake and what it won of a jackpot, or nothing once it is void. */
function whatCameOf(
  fact: RoundSettled | RoundCorrected,
): Pick<SettledRound, 'netWin' | 'jackpotWin' | 'settledAt' | 'voided'> {
  const { stake, payout, recordedAt: at } = fact;
  const { currency } = stake;
  if ('corrects' in fact) {
    const { reason, settledAt, jackpotReturned } = fact;
    const won = jackpotReturned ? { jackpotWin: jackpotReturned } : {};
    return { netWin: { amount: 0, currency }, ...won, settledAt, voided: { reason, at, corrected: true } };
  }
  const { pot } = fact.outcome as { pot?: { won?: Round['jackpotWin'] } };
  const won = pot?.won ? { jackpotWin: pot.won } : {};
  return { netWin: { amount: payout.amount - stake.amount, currency }, ...won, settledAt: at };
}
