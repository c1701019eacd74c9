import { GameChanged, gameChanged, tableChanged } from '@croupier/contracts';
import { FactContext, firstTime } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { TrailService } from './trail.service.js';

/** Notes what became of a game or a live table beside who asked for it: which version is played from when on, and whose approval it has. */
@Controller()
export class GameChangesConsumer {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly trail: TrailService,
  ) {}

  @EventPattern<string>(gameChanged.subject)
  ofGame(@Payload() changed: GameChanged, @Ctx() fact: FactContext): Promise<void> {
    return this.note('game', changed, fact);
  }

  @EventPattern<string>(tableChanged.subject)
  ofTable(@Payload() changed: GameChanged, @Ctx() fact: FactContext): Promise<void> {
    return this.note('table', changed, fact);
  }

  private note(targetKind: 'game' | 'table', changed: GameChanged, fact: FactContext): Promise<void> {
    const { gameId, what, staffId, version, definitionHash, returnToPlayer, change } = changed;
    return this.transactions.run(async (manager) => {
      if (!(await firstTime(manager, fact))) return;
      await this.trail.turn(manager);
      const entry = {
        ...{
          entryId: fact.id,
          kind: 'fact' as const,
          staffId,
          roles: [],
          outcome: 'done' as const,
          code: null,
        },
        ...{ action: `${targetKind}-${what}`, targetKind, targetId: gameId },
        parameters: JSON.stringify({ version, definitionHash, returnToPlayer, ...change }),
      };
      await this.trail.append(manager, entry, fact.trace);
    });
  }
}
