import {
  beginStaffEnrolment,
  completeStaffEnrolment,
  createStaff,
  type StaffRole,
  signInStaff,
  type StaffTokens,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { type Bus } from '@croupier/messaging';
import { generateSync } from 'otplib';

export const staffPassword = 'seven dull brass doors';

/** A member of staff with everything to sign in, as an authenticator app keeps it. */
export class Desk {
  private lastStep = 0;

  private constructor(
    private readonly bus: Bus,
    readonly staffId: string,
    readonly name: string,
    readonly secret: string,
  ) {}

  /** Invites and enrols somebody new. */
  static async open(bus: Bus, ...roles: StaffRole[]): Promise<Desk> {
    const name = `desk.${newId().slice(-12)}`;
    const { staffId, enrolmentToken } = await bus.ask(createStaff, { name, roles });
    const { secret } = await bus.ask(beginStaffEnrolment, { enrolmentToken });
    const desk = new Desk(bus, staffId, name, secret);
    // Once more if a new step began on the way: the code was of the last one but one then.
    await desk.enrol(enrolmentToken).catch(() => desk.enrol(enrolmentToken));
    return desk;
  }

  private async enrol(enrolmentToken: string): Promise<void> {
    // The step before the present one, so that the present one is left to sign in with.
    const code = this.codeAt(Date.now() - 30_000);
    const request = { enrolmentToken, password: staffPassword, code };
    await this.bus.ask(completeStaffEnrolment, request, { deadlineMs: 5000 });
  }

  /** What the authenticator shows at a time. */
  codeAt(ms: number): string {
    return generateSync({ secret: this.secret, epoch: Math.floor(ms / 1000) });
  }

  /** A code that was not used before: of this step, or of the next, which is good already. */
  freshCode(): string {
    const now = Date.now();
    const step = Math.max(Math.floor(now / 30_000), this.lastStep + 1);
    this.lastStep = step;
    return this.codeAt(step * 30_000);
  }

  signIn(over: { name?: string; password?: string; code?: string } = {}): Promise<StaffTokens> {
    const { name } = this;
    const code = over.code ?? this.freshCode();
    return this.bus.ask(signInStaff, { name, password: staffPassword, ...over, code }, { deadlineMs: 5000 });
  }
}
