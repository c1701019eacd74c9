import {
  ExcludeSelf,
  excludeSelf,
  type Protection,
  readProtection,
  type Restriction,
  returnFromExclusion,
  TakeTimeOut,
  takeTimeOut,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { SignedIn } from '../access/caller.pipe.js';
import { type Caller } from '../access/token-cache.js';
import { without } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';

export class TakeTimeOutBody extends without(TakeTimeOut, 'playerId') {}
export class ExcludeSelfBody extends without(ExcludeSelf, 'playerId') {}

@Controller('v1')
export class ProtectionController {
  constructor(private readonly bus: Bus) {}

  @Get('protection')
  @Operation({
    ask: readProtection,
    tag: 'Protection',
    description: 'What is in force and why, and every decision with who made it.',
  })
  read(@SignedIn() { playerId }: Caller): Promise<Protection> {
    return this.bus.ask(readProtection, { playerId });
  }

  @Post('time-outs')
  @Operation({
    ask: takeTimeOut,
    tag: 'Protection',
    description: 'No play and no deposits until its end. Withdrawals stay open, and so does the session.',
  })
  timeOut(@SignedIn() { playerId }: Caller, @Body() body: TakeTimeOutBody): Promise<Restriction> {
    return this.bus.ask(takeTimeOut, { ...body, playerId });
  }

  @Post('self-exclusions')
  @Operation({
    ask: excludeSelf,
    tag: 'Protection',
    description:
      'No play, no deposits, no marketing; every session is closed. Signing in again is possible, to withdraw and to read. It cannot be taken back.',
  })
  exclude(@SignedIn() { playerId }: Caller, @Body() body: ExcludeSelfBody): Promise<Restriction> {
    return this.bus.ask(excludeSelf, { ...body, playerId });
  }

  @Post('self-exclusions/return')
  @HttpCode(200)
  @Operation({
    ask: returnFromExclusion,
    tag: 'Protection',
    description: 'After `until` of the exclusion. `endsAt` of the answer says when it ends.',
  })
  goBack(@SignedIn() { playerId }: Caller): Promise<Restriction> {
    return this.bus.ask(returnFromExclusion, { playerId });
  }
}
