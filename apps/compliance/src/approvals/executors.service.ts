import {
  adjustBalance,
  Adjustment,
  type ApprovalKind,
  approveGameVersion,
  ApprovedGameVersion,
  ApprovedProgramme,
  approveTableVersion,
  commonError,
  correctRound,
  createStaff,
  JackpotMove,
  MakeAdmin,
  moveJackpot,
  OpenRoundVoid,
  publishProgramme,
  Reversal,
  reverseTransaction,
  RoundCorrection,
  Transfer,
  transferMoney,
  voidOpenRound,
} from '@croupier/contracts';
import { type MessageClass } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { fieldErrors } from '@croupier/runtime';
import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { type ApprovalEntity } from './approval.entity.js';

interface Executor<Payload extends object> {
  /** The form a payload of this kind must have. */
  form: MessageClass<Payload>;
  /** Does it. The approval's id makes a repeat harmless. */
  execute: (approvalId: string, payload: Payload) => Promise<unknown>;
}

/** What is done once two people agree; one entry a kind. */
@Injectable()
export class ExecutorsService {
  private readonly executors: Record<ApprovalKind, Executor<object>>;

  constructor(bus: Bus) {
    const makeAdmin: Executor<MakeAdmin> = {
      form: MakeAdmin,
      execute: (approvalId, { name }) =>
        bus.ask(createStaff, { staffId: approvalId, name, roles: ['admin'] }),
    };
    const publish: Executor<ApprovedProgramme> = {
      form: ApprovedProgramme,
      execute: (_approvalId, programme) => bus.ask(publishProgramme, programme),
    };
    const adjust: Executor<Adjustment> = {
      form: Adjustment,
      execute: (approvalId, adjustment) => bus.ask(adjustBalance, { ...adjustment, approvalId }),
    };
    const reverse: Executor<Reversal> = {
      form: Reversal,
      execute: (approvalId, reversal) => bus.ask(reverseTransaction, { ...reversal, approvalId }),
    };
    const round: Executor<RoundCorrection> = {
      form: RoundCorrection,
      execute: (approvalId, correction) => bus.ask(correctRound, { ...correction, approvalId }),
    };
    const openRound: Executor<OpenRoundVoid> = {
      form: OpenRoundVoid,
      execute: (approvalId, annulled) => bus.ask(voidOpenRound, { ...annulled, approvalId }),
    };
    const transfer: Executor<Transfer> = {
      form: Transfer,
      execute: (approvalId, moved) => bus.ask(transferMoney, { ...moved, approvalId }),
    };
    const jackpot: Executor<JackpotMove> = {
      form: JackpotMove,
      execute: (approvalId, moved) => bus.ask(moveJackpot, { ...moved, approvalId }),
    };
    const game: Executor<ApprovedGameVersion> = {
      form: ApprovedGameVersion,
      execute: (approvalId, approved) => bus.ask(approveGameVersion, { ...approved, approvalId }),
    };
    const table: Executor<ApprovedGameVersion> = {
      form: ApprovedGameVersion,
      execute: (approvalId, approved) => bus.ask(approveTableVersion, { ...approved, approvalId }),
    };
    this.executors = {
      'make-admin': makeAdmin as Executor<object>,
      'publish-programme': publish as Executor<object>,
      'adjust-balance': adjust as Executor<object>,
      'reverse-transaction': reverse as Executor<object>,
      'correct-round': round as Executor<object>,
      'void-open-round': openRound as Executor<object>,
      'move-jackpot': jackpot as Executor<object>,
      'transfer-money': transfer as Executor<object>,
      'change-game': game as Executor<object>,
      'change-table': table as Executor<object>,
    };
  }

  /** @throws DomainError `invalid_request` for a payload that could never be carried out. */
  check(kind: ApprovalKind, payload: object): void {
    const read = plainToInstance(this.executors[kind].form, payload);
    const faults = validateSync(read, { whitelist: true, forbidNonWhitelisted: true });
    const errors = fieldErrors(faults, 'payload');
    if (errors.length > 0) throw commonError('invalid_request', { field: errors[0]?.field, errors });
  }

  async execute({ kind, approvalId, payload }: ApprovalEntity): Promise<void> {
    await this.executors[kind].execute(approvalId, JSON.parse(payload) as object);
  }
}
