import { type CheckRegistration, type RegistrationCheck } from '@croupier/contracts';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { PersonsService } from '../persons/persons.service.js';
import { SchemeChecksService } from './scheme-checks.service.js';

export class CheckRegistrationCommand extends Command<RegistrationCheck> {
  constructor(readonly request: CheckRegistration) {
    super();
  }
}

/**
 * Asks the exclusion scheme about somebody who wants an account, and whether they excluded themselves here, with
 * whatever account. Who it was is kept nowhere. Both are always asked, so that time tells nobody which it was.
 * Key: none, each registration is a check. Locks: nothing. Tells: nothing. Refuses: exclusion_scheme_unavailable.
 */
@CommandHandler(CheckRegistrationCommand)
export class CheckRegistrationHandler implements ICommandHandler<CheckRegistrationCommand> {
  constructor(
    private readonly checks: SchemeChecksService,
    private readonly persons: PersonsService,
  ) {}

  async execute({ request }: CheckRegistrationCommand): Promise<RegistrationCheck> {
    const answer = await this.checks.ask(request, { purpose: 'registration' });
    const refused = await this.persons.refuses(request);
    return { excluded: refused || answer === 'excluded' };
  }
}
