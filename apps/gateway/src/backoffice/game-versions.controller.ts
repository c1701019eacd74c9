import {
  ChoiceField,
  type GameState,
  gameStates,
  type GameVersion,
  type GameVersions,
  listGameVersions,
  ProposeGameVersion,
  proposeGameVersion,
  releaseGameVersion,
  switchGame,
  TextField,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { SignedInStaff } from '../access/caller.pipe.js';
import { type StaffCaller } from '../access/token-cache.js';
import { GamePath, without } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';
import { AuditService } from './audit.service.js';
import { ReasonBody } from './reason.js';

export class ProposeGameVersionBody extends without(ProposeGameVersion, 'gameId', 'staffId') {}

export class GameVersionPath extends GamePath {
  @TextField({ description: 'The version.', max: 20, pattern: /^\d+\.\d+\.\d+$/, example: '1.1.0' })
  version: string;
}

export class SwitchGameBody extends ReasonBody {
  @ChoiceField({ description: 'What the game is to be.', of: gameStates, example: 'offline' })
  state: GameState;
}

const roles = ['risk', 'admin'] as const;

/** How the maths of a live game is changed: proposed, approved by two others (POST approvals), closed, released, opened. */
@Controller('backoffice/v1/games')
export class GameVersionsController {
  constructor(
    private readonly bus: Bus,
    private readonly audit: AuditService,
  ) {}

  @Get(':id/versions')
  @Operation({
    ask: listGameVersions,
    tag: 'Games',
    roles,
    description: 'With what each changed, who proposed it, and from when on a closed game may change.',
  })
  list(@SignedInStaff() staff: StaffCaller, @Param() { id: gameId }: GamePath): Promise<GameVersions> {
    const action = { ask: listGameVersions, targetKind: 'game', targetId: gameId };
    return this.audit.perform(staff, action, () => this.bus.ask(listGameVersions, { gameId }));
  }

  @Post(':id/versions')
  @HttpCode(200)
  @Operation({
    ask: proposeGameVersion,
    tag: 'Games',
    roles,
    description:
      'It is certified at once and kept dormant. Then ask for approval: POST /backoffice/v1/approvals, kind change-game, with its `version` and `definitionHash`.',
  })
  propose(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id: gameId }: GamePath,
    @Body() body: ProposeGameVersionBody,
  ): Promise<GameVersion> {
    const { staffId } = staff;
    const version = body.definition?.['version'];
    const action = {
      ...{ ask: proposeGameVersion, targetKind: 'game', targetId: gameId, reason: body.whatChanges },
      ...(version === undefined ? {} : { parameters: { version } }),
    };
    return this.audit.perform(staff, action, () =>
      this.bus.ask(proposeGameVersion, { ...body, gameId, staffId }),
    );
  }

  @Put(':id/state')
  @Operation({
    ask: switchGame,
    tag: 'Games',
    roles,
    description: 'One person is enough. A closed game begins no round; those that wait are finished.',
  })
  switch(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id: gameId }: GamePath,
    @Body() { state, reason }: SwitchGameBody,
  ): Promise<GameVersions> {
    const { staffId } = staff;
    const action = {
      ...{ ask: switchGame, targetKind: 'game', targetId: gameId, reason },
      parameters: { state },
    };
    return this.audit.perform(staff, action, () => this.bus.ask(switchGame, { gameId, state, staffId }));
  }

  @Post(':id/versions/:version/release')
  @HttpCode(200)
  @Operation({
    ask: releaseGameVersion,
    tag: 'Games',
    roles,
    description:
      'Only while the game is closed, and was for long enough that no process begins a round of it.',
  })
  release(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id: gameId, version }: GameVersionPath,
    @Body() { reason }: ReasonBody,
  ): Promise<GameVersion> {
    const { staffId } = staff;
    const action = {
      ...{ ask: releaseGameVersion, targetKind: 'game', targetId: gameId, reason },
      parameters: { version },
    };
    return this.audit.perform(staff, action, () =>
      this.bus.ask(releaseGameVersion, { gameId, version, staffId }),
    );
  }
}
