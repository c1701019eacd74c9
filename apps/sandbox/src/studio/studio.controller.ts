import { commonError } from '@croupier/contracts';
import { DomainError, isUuid } from '@croupier/kernel';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { StudioFeedGuard } from '../access/api-key.guard.js';
import { pageHeaders } from '../pages/html.js';
import { type Side, sides, stakeBounds } from './coin.js';
import { coinPage } from './coin-page.js';
import { GiftsService } from './gifts.service.js';
import { type FeedPage, SeatsService, type ShownRound } from './seats.service.js';
import { StudioRoundsProcess } from './studio-rounds.process.js';

type Members = Readonly<Record<string, unknown>>;

const longestOutageMs = 3_600_000;

/** The simulated studio's game server: the page a launch opens, and the same for scripts, which take and give JSON. */
@Controller('studio')
export class StudioController {
  private awayUntil = 0;

  constructor(
    private readonly seats: SeatsService,
    private readonly rounds: StudioRoundsProcess,
    private readonly gifts: GiftsService,
  ) {}

  /** What a casino looks at to see whether games can be played here. */
  @Get('health')
  health(): { status: string } {
    if (performance.now() < this.awayUntil) throw commonError('service_unavailable');
    return { status: 'ok' };
  }

  /** Has the studio say for so long that it cannot be played at. */
  @Post('outage')
  @HttpCode(200)
  outage(@Body() body: unknown): { ms: number } {
    const ms = Number(membersOf(body)['ms'] ?? 0);
    if (!Number.isSafeInteger(ms) || ms < 0 || ms > longestOutageMs) throw malformed('ms');
    this.awayUntil = performance.now() + ms;
    return { ms };
  }

  /** Bets and wins of rounds that are over, in the order in which they ended: what a casino compares its own with. */
  @Get('transactions')
  @UseGuards(StudioFeedGuard)
  transactions(@Query() query: Members): Promise<FeedPage> {
    return this.seats.feed(textOf(query['cursor']));
  }

  /** A round for the casino's staff, as the player was shown it. */
  @Get('round-details')
  @UseGuards(StudioFeedGuard)
  async details(@Query() { round, player }: Members): Promise<ShownRound> {
    const [roundId, playerId] = [textOf(round) ?? '', textOf(player) ?? ''];
    const found = isUuid(roundId) && isUuid(playerId) && (await this.seats.round(roundId, playerId));
    if (!found) throw commonError('not_found');
    return found;
  }

  /** Where a launch leads: a seat, which the browser is sent on to, so that the token is used up. */
  @Get('play')
  async enter(@Query() query: Members, @Res() reply: FastifyReply): Promise<void> {
    const lobby = textOf(query['lobby']);
    const back = lobby !== undefined && /^https?:\/\//.test(lobby) ? lobby : undefined;
    const seatId = await this.seats.open(textOf(query['token']), query['mode'] === 'demo', back);
    void reply.redirect(`/studio/seats/${seatId}`, 303);
  }

  /** The same for scripts: `{"token": "…"}`, or `{"mode": "demo"}`. */
  @Post('play')
  @HttpCode(200)
  async enterByScript(@Body() body: unknown): Promise<{ seatId: string }> {
    const { token, mode } = membersOf(body);
    return { seatId: await this.seats.open(textOf(token), mode === 'demo') };
  }

  @Get('seats/:seatId')
  async show(
    @Param('seatId') seatId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const seat = await this.seats.get(seatId);
    const rounds = await this.seats.rounds(seatId);
    const standing = await this.seats.standing(seatId);
    const freeRounds = await this.gifts.left(seat.player_id);
    if (/^application\/json/.test(request.headers.accept ?? ''))
      return void reply.send({
        ...{ balance: Number(seat.balance), rounds, netPosition: standing.net },
        freeRounds: freeRounds.left,
      });
    const soon = request.url.endsWith('?soon');
    void reply.headers(pageHeaders).send(coinPage({ seat, rounds, standing, freeRounds, soon }));
  }

  /** One round: `{"stake": 100, "side": "heads"}`, or with `"free": true` and no stake. A script is told how it stands; a browser is sent back to its seat. */
  @Post('seats/:seatId/rounds')
  async play(
    @Param('seatId') seatId: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { stake, side, free } = membersOf(body);
    if (free !== undefined && free !== true && free !== 'true') throw malformed('free');
    const amount = typeof stake === 'string' && /^\d{1,6}$/.test(stake) ? Number(stake) : stake;
    const { least, most } = stakeBounds;
    const stakes =
      typeof amount === 'number' && Number.isInteger(amount) && amount >= least && amount <= most;
    if (free === undefined ? !stakes : stake !== undefined) throw malformed('stake');
    if (!sides.includes(side as Side)) throw malformed('side');
    const seat = await this.seats.get(seatId);
    const roundId = await this.rounds.play(seat, free === undefined ? Number(amount) : 'free', side as Side);
    const scripted = isScript(request);
    if (roundId === undefined && scripted) throw tooSoon();
    if (roundId === 'none' && scripted) throw noFreeRounds();
    if (roundId === 'over' && scripted) throw sessionOver();
    if (!scripted) {
      const soon = roundId === undefined ? '?soon' : '';
      return void reply.redirect(`/studio/seats/${seatId}${soon}`, 303);
    }
    void reply.status(201).send(await this.shown(seatId, roundId));
  }

  /** In a round that is open: the same stake once more, or the win as it stands. */
  @Post('seats/:seatId/rounds/:roundId/:step')
  @HttpCode(200)
  async goOn(
    @Param() { seatId = '', roundId = '', step = '' }: Record<string, string>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const seat = await this.seats.get(seatId);
    if (!isUuid(roundId) || (step !== 'raise' && step !== 'take')) throw commonError('not_found');
    const done =
      step === 'raise' ? await this.rounds.raise(seat, roundId) : await this.rounds.takeWin(seat, roundId);
    if (!isScript(request)) return void reply.redirect(`/studio/seats/${seatId}`, 303);
    if (!done) throw notOpen();
    void reply.send(await this.shown(seatId, roundId));
  }

  private async shown(seatId: string, roundId: string | undefined): Promise<object> {
    const rounds: ShownRound[] = await this.seats.rounds(seatId);
    const { balance } = await this.seats.get(seatId);
    return { ...rounds.find((one) => one.roundId === roundId), balance: Number(balance) };
  }
}

function isScript({ headers }: FastifyRequest): boolean {
  return /^application\/json/.test(headers['content-type'] ?? '');
}

function membersOf(body: unknown): Members {
  return typeof body === 'object' && body !== null ? (body as Members) : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= 255 ? value : undefined;
}

function tooSoon(): Error {
  return new DomainError('round_too_soon', {
    kind: 'conflict',
    message: 'The last round started less than five seconds ago (RTS 14D).',
    remedy: 'Start the next one a moment later.',
    retry: true,
  });
}

function noFreeRounds(): Error {
  return new DomainError('no_free_rounds', {
    kind: 'conflict',
    message: 'No free round is left.',
    remedy: 'Play a round with a stake.',
    retry: false,
  });
}

function sessionOver(): Error {
  return new DomainError('session_over', {
    kind: 'conflict',
    message: 'The casino has ended this session.',
    remedy: 'Start the game again at the casino.',
    retry: false,
  });
}

function notOpen(): Error {
  return new DomainError('round_not_open', {
    kind: 'conflict',
    message: 'The round is not open, or not any more.',
    remedy: 'Read the seat to see how it ended.',
    retry: false,
  });
}

function malformed(field: string): Error {
  const errors = [{ field, code: 'invalid', message: `${field} is missing or malformed` }];
  return commonError('invalid_request', { field, errors });
}
