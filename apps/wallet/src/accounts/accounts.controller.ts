import { Done, OpenAccount, openAccount } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { AccountsService } from './accounts.service.js';

@Controller()
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @MessagePattern(openAccount.subject)
  async open(@Payload() { playerId, currency }: OpenAccount): Promise<Done> {
    await this.accounts.open(playerId, currency);
    return {};
  }
}
