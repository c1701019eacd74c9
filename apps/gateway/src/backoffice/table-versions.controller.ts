import {
  type GameVersion,
  type GameVersions,
  listTableVersions,
  proposeTableVersion,
  releaseTableVersion,
  switchTable,
  TextField,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { SignedInStaff } from '../access/caller.pipe.js';
import { type StaffCaller } from '../access/token-cache.js';
import { TablePath } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';
import { AuditService } from './audit.service.js';
import { ProposeGameVersionBody, SwitchGameBody } from './game-versions.controller.js';
import { ReasonBody } from './reason.js';

export class TableVersionPath extends TablePath {
  @TextField({ description: 'The version.', max: 20, pattern: /^\d+\.\d+\.\d+$/, example: '1.1.0' })
  version: string;
}

const roles = ['risk', 'admin'] as const;

/** How the maths of a live table is changed, as that of a game is: proposed, approved by two others (POST approvals), closed, released, opened. */
@Controller('backoffice/v1/tables')
export class TableVersionsController {
  constructor(
    private readonly bus: Bus,
    private readonly audit: AuditService,
  ) {}

  @Get(':id/versions')
  @Operation({
    ask: listTableVersions,
    tag: 'Tables',
    roles,
    description:
      'With what each changed, who proposed it, and from when on a closed table may change; a table is `gameId`, as in the ledger.',
  })
  list(@SignedInStaff() staff: StaffCaller, @Param() { id: gameId }: TablePath): Promise<GameVersions> {
    const action = { ask: listTableVersions, targetKind: 'table', targetId: gameId };
    return this.audit.perform(staff, action, () => this.bus.ask(listTableVersions, { gameId }));
  }

  @Post(':id/versions')
  @HttpCode(200)
  @Operation({
    ask: proposeTableVersion,
    tag: 'Tables',
    roles,
    description:
      'It is certified at once and kept dormant. Then ask for approval: POST /backoffice/v1/approvals, kind change-table, with its `version` and `definitionHash`.',
  })
  propose(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id: gameId }: TablePath,
    @Body() body: ProposeGameVersionBody,
  ): Promise<GameVersion> {
    const { staffId } = staff;
    const version = body.definition?.['version'];
    const action = {
      ...{ ask: proposeTableVersion, targetKind: 'table', targetId: gameId, reason: body.whatChanges },
      ...(version === undefined ? {} : { parameters: { version } }),
    };
    return this.audit.perform(staff, action, () =>
      this.bus.ask(proposeTableVersion, { ...body, gameId, staffId }),
    );
  }

  @Put(':id/state')
  @Operation({
    ask: switchTable,
    tag: 'Tables',
    roles,
    description:
      'One person is enough. A closed table takes no bet; the round that is on is finished and settled.',
  })
  switch(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id: gameId }: TablePath,
    @Body() { state, reason }: SwitchGameBody,
  ): Promise<GameVersions> {
    const { staffId } = staff;
    const action = {
      ...{ ask: switchTable, targetKind: 'table', targetId: gameId, reason },
      parameters: { state },
    };
    return this.audit.perform(staff, action, () => this.bus.ask(switchTable, { gameId, state, staffId }));
  }

  @Post(':id/versions/:version/release')
  @HttpCode(200)
  @Operation({
    ask: releaseTableVersion,
    tag: 'Tables',
    roles,
    description: 'Only while the table is closed and its last round has ended.',
  })
  release(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id: gameId, version }: TableVersionPath,
    @Body() { reason }: ReasonBody,
  ): Promise<GameVersion> {
    const { staffId } = staff;
    const action = {
      ...{ ask: releaseTableVersion, targetKind: 'table', targetId: gameId, reason },
      parameters: { version },
    };
    return this.audit.perform(staff, action, () =>
      this.bus.ask(releaseTableVersion, { gameId, version, staffId }),
    );
  }
}
