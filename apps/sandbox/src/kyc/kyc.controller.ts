import { commonError } from '@croupier/contracts';
import { Clock, newId } from '@croupier/kernel';
import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { KycKeyGuard } from '../access/api-key.guard.js';
import { verdictOn } from './verdict.js';

interface Check {
  checkId: string;
  outcome: 'pass' | 'refer' | 'fail';
  reasons: string[];
}

const hangMs = 5000;
const datePattern = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** The bureau that checks age and identity. It keeps nothing of what it is told. */
@Controller('kyc')
@UseGuards(KycKeyGuard)
export class KycController {
  constructor(private readonly clock: Clock) {}

  /** Reads `familyName` and `dateOfBirth` (YYYY-MM-DD); whatever else a client sends is not looked at. */
  @Post('checks')
  @HttpCode(200)
  async check(@Body() body: unknown): Promise<Check> {
    const person = read(body);
    const { outcome, reasons, fault } = verdictOn(person, this.clock.now());
    if (fault === 'outage') throw commonError('service_unavailable');
    if (fault === 'hangs') await new Promise((resolve) => setTimeout(resolve, hangMs));
    return { checkId: newId(), outcome, reasons };
  }
}

function read(body: unknown): { familyName: string; dateOfBirth: string } {
  const members = new Map<string, unknown>(Object.entries(body ?? {}));
  const familyName = members.get('familyName') ?? members.get('lastName') ?? members.get('surname');
  const dateOfBirth = members.get('dateOfBirth');
  if (typeof familyName !== 'string' || familyName.trim() === '') throw missing('familyName');
  if (typeof dateOfBirth !== 'string' || !datePattern.test(dateOfBirth)) throw missing('dateOfBirth');
  return { familyName, dateOfBirth };
}

function missing(field: string): Error {
  return commonError('invalid_request', {
    field,
    errors: [{ field, code: 'missing', message: `${field} is missing or malformed` }],
  });
}
