import {
  type ActivityPage,
  listActivity,
  PageRequest,
  type PlayerProfile,
  type PlayerSettings,
  readProfile,
  readSettings,
  UpdateProfile,
  updateProfile,
  UpdateSettings,
  updateSettings,
  type Verification,
  verifyPlayer,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Body, Controller, Get, Headers, HttpCode, Patch, Post, Query, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { ExpectedVersion, SignedIn } from '../access/caller.pipe.js';
import { type Caller } from '../access/token-cache.js';
import { etagOf, matches } from '../edge/etag.js';
import { queryOf, without } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';

export class UpdateProfileBody extends without(UpdateProfile, 'playerId', 'expectedVersion') {}
export class UpdateSettingsBody extends without(UpdateSettings, 'playerId') {}
export class ActivityQuery extends queryOf(PageRequest, 'playerId') {}

@Controller('v1/me')
export class MeController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Operation({
    ask: readProfile,
    tag: 'Account',
    etag: 'shown',
    description: 'The ETag is the version of the profile: send it in If-Match to change the profile.',
  })
  async read(
    @SignedIn() { playerId }: Caller,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlayerProfile | undefined> {
    const profile = await this.bus.ask(readProfile, { playerId });
    const etag = etagOf(profile.version);
    void reply.header('etag', etag);
    if (!matches(known, etag)) return profile;
    void reply.status(304);
    return undefined;
  }

  @Patch()
  @Operation({
    ask: updateProfile,
    tag: 'Account',
    etag: 'required',
    description: 'Name and date of birth are evidence and stay as they were checked.',
  })
  async change(
    @SignedIn() { playerId }: Caller,
    @ExpectedVersion() expectedVersion: number,
    @Body() body: UpdateProfileBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlayerProfile> {
    const profile = await this.bus.ask(updateProfile, { ...body, playerId, expectedVersion });
    void reply.header('etag', etagOf(profile.version));
    return profile;
  }

  @Post('verification')
  @HttpCode(200)
  @Operation({
    ask: verifyPlayer,
    tag: 'Account',
    description: 'Only a player whose check passed may deposit and play.',
  })
  verify(@SignedIn() { playerId }: Caller): Promise<Verification> {
    return this.bus.ask(verifyPlayer, { playerId });
  }

  @Get('settings')
  @Operation({
    ask: readSettings,
    tag: 'Account',
    description: 'Consents are false until the player gives them.',
  })
  settings(@SignedIn() { playerId }: Caller): Promise<PlayerSettings> {
    return this.bus.ask(readSettings, { playerId });
  }

  @Patch('settings')
  @Operation({
    ask: updateSettings,
    tag: 'Account',
    description: 'Members that are left out stay as they are.',
  })
  changeSettings(
    @SignedIn() { playerId }: Caller,
    @Body() body: UpdateSettingsBody,
  ): Promise<PlayerSettings> {
    return this.bus.ask(updateSettings, { ...body, playerId });
  }

  @Get('activity')
  @Operation({ ask: listActivity, tag: 'Account', description: 'Follow `next` for older rows.' })
  activity(@SignedIn() { playerId }: Caller, @Query() query: ActivityQuery): Promise<ActivityPage> {
    return this.bus.ask(listActivity, { ...query, playerId });
  }
}
