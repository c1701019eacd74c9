import {
  acknowledgeTableCheck,
  type BetsReceipt,
  listTables,
  openTableSession,
  PlaceBets,
  placeBets,
  readTable,
  readTableSession,
  type RealityCheck,
  type TableDetail,
  type TableList,
  type TableSession,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { IdempotencyKey, SignedIn } from '../access/caller.pipe.js';
import { type Caller } from '../access/token-cache.js';
import { IdPath, RehearsalQuery, TablePath, without, type WouldPass } from '../edge/inputs.js';
import { Operation, Public } from '../edge/operation.js';

export class PlaceBetsBody extends without(PlaceBets, 'playerId', 'tableId', 'idempotencyKey', 'dryRun') {}

@Controller('v1/tables')
export class TablesController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Public()
  @Header('cache-control', 'no-cache')
  @Operation({
    ask: listTables,
    tag: 'Tables',
    description: 'Open to all: a player may look before signing in.',
  })
  list(): Promise<TableList> {
    return this.bus.ask(listTables, {});
  }

  @Get(':id')
  @Operation({
    ask: readTable,
    tag: 'Tables',
    description:
      'What happens next at the table is on the stream that is opened with `/v1/stream?table={id}`; its messages have a `revision`, of which the highest holds.',
  })
  read(@SignedIn() { playerId }: Caller, @Param() path: TablePath): Promise<TableDetail> {
    return this.bus.ask(readTable, { playerId, tableId: path.id });
  }

  @Post(':id/sessions')
  @Operation({
    ask: openTableSession,
    tag: 'Tables',
    description: 'A player joins a table before the first bet. Joining again opens another session.',
  })
  join(@SignedIn() { playerId }: Caller, @Param() path: TablePath): Promise<TableSession> {
    return this.bus.ask(openTableSession, { playerId, tableId: path.id });
  }

  @Post(':id/bets')
  @Operation({
    ask: placeBets,
    tag: 'Tables',
    idempotencyKey: true,
    description:
      'The bets are in the round when this is answered, or refused with the stake untouched. Whoever got no answer repeats the request with the same key. A player may bet as often as the window and the limits allow.',
  })
  async place(
    @SignedIn() { playerId }: Caller,
    @IdempotencyKey() idempotencyKey: string,
    @Param() path: TablePath,
    @Query() { dryRun }: RehearsalQuery,
    @Body() body: PlaceBetsBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BetsReceipt | WouldPass> {
    const request = { ...body, playerId, tableId: path.id, idempotencyKey };
    if (!dryRun) return this.bus.ask(placeBets, request);
    await this.bus.ask(placeBets, { ...request, dryRun });
    void reply.status(200);
    return { wouldPass: true };
  }
}

@Controller('v1/table-sessions')
export class TableSessionsController {
  constructor(private readonly bus: Bus) {}

  @Get(':id')
  @Operation({
    ask: readTableSession,
    tag: 'Tables',
    description:
      'Net position and time as every answer to bets has them, for a page that was away. Also of a closed session.',
  })
  read(@SignedIn() { playerId }: Caller, @Param() path: IdPath): Promise<TableSession> {
    return this.bus.ask(readTableSession, { playerId, gameSessionId: path.id });
  }

  @Post(':id/reality-check')
  @HttpCode(200)
  @Operation({
    ask: acknowledgeTableCheck,
    tag: 'Tables',
    description:
      'Once the interval of `PATCH /v1/me/settings` is over, no bet is taken (`reality_check_due`) until this is called: show how long the player has played and where they stand, and call it when they answer. Bets that are placed are settled meanwhile.',
  })
  acknowledge(@SignedIn() { playerId }: Caller, @Param() path: IdPath): Promise<RealityCheck> {
    return this.bus.ask(acknowledgeTableCheck, { playerId, gameSessionId: path.id });
  }
}
