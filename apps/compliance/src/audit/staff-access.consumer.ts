import {
  type ActionOutcome,
  StaffEnrolled,
  staffEnrolled,
  type StaffRole,
  StaffSessionClosed,
  staffSessionClosed,
  StaffSessionOpened,
  staffSessionOpened,
  StaffSignInRefused,
  staffSignInRefused,
} from '@croupier/contracts';
import { FactContext, firstTime } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { TrailService } from './trail.service.js';

interface Access {
  staffId: string;
  roles?: StaffRole[];
  action: string;
  outcome?: ActionOutcome;
  code?: string;
  sessionId?: string;
  parameters?: object;
}

/** Notes who enrolled, came in, was refused and left: identity told it after it happened, so it is no action that waits for us. */
@Controller()
export class StaffAccessConsumer {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly trail: TrailService,
  ) {}

  @EventPattern<string>(staffEnrolled.subject)
  enrolled(@Payload() { staffId, roles }: StaffEnrolled, @Ctx() fact: FactContext): Promise<void> {
    return this.note(fact, { staffId, roles, action: 'enrol' });
  }

  @EventPattern<string>(staffSessionOpened.subject)
  opened(
    @Payload() { staffId, roles, sessionId }: StaffSessionOpened,
    @Ctx() fact: FactContext,
  ): Promise<void> {
    return this.note(fact, { staffId, roles, sessionId, action: 'sign-in' });
  }

  /** What names nobody's account says nothing of staff. Identity counts attempts: five of an account in 15 minutes. */
  @EventPattern<string>(staffSignInRefused.subject)
  async refused(
    @Payload() { staffId, roles, fault }: StaffSignInRefused,
    @Ctx() fact: FactContext,
  ): Promise<void> {
    if (staffId === undefined) return;
    const end = { outcome: 'refused', code: 'staff_sign_in_refused' } as const;
    await this.note(fact, { staffId, roles, action: 'sign-in', ...end, parameters: { fault } });
  }

  @EventPattern<string>(staffSessionClosed.subject)
  closed(
    @Payload() { staffId, sessionId, reason }: StaffSessionClosed,
    @Ctx() fact: FactContext,
  ): Promise<void> {
    return this.note(fact, { staffId, sessionId, action: 'leave', parameters: { reason } });
  }

  private note(fact: FactContext, access: Access): Promise<void> {
    const { staffId, roles = [], action, outcome = 'done', code = null, sessionId, parameters } = access;
    return this.transactions.run(async (manager) => {
      if (!(await firstTime(manager, fact))) return;
      await this.trail.turn(manager);
      const entry = { entryId: fact.id, kind: 'fact', staffId, roles, action, outcome, code } as const;
      const target = sessionId === undefined ? {} : { targetKind: 'staff-session', targetId: sessionId };
      const details = parameters ? { parameters: JSON.stringify(parameters) } : {};
      await this.trail.append(manager, { ...entry, ...target, ...details }, fact.trace);
    });
  }
}
