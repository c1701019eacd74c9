import {
  listRounds,
  PageRequest,
  type PlayedRound,
  PlayRound,
  playRound,
  readRound,
  readRoundStatement,
  type Round,
  type RoundPage,
  RoundRef,
  type RoundStatement,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { PlayRoundCommand } from './play-round.handler.js';
import { RoundsQueries } from './rounds.queries.js';
import { StatementsQueries } from './statements.queries.js';

@Controller()
export class RoundsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly rounds: RoundsQueries,
    private readonly statements: StatementsQueries,
  ) {}

  @MessagePattern(playRound.subject)
  play(@Payload() request: PlayRound): Promise<PlayedRound> {
    return this.commands.execute(new PlayRoundCommand(request));
  }

  @MessagePattern(readRound.subject)
  read(@Payload() request: RoundRef): Promise<Round> {
    return this.rounds.shown(request);
  }

  @MessagePattern(readRoundStatement.subject)
  statement(@Payload() request: RoundRef): Promise<RoundStatement> {
    return this.statements.statementOf(request);
  }

  @MessagePattern(listRounds.subject)
  page(@Payload() request: PageRequest): Promise<RoundPage> {
    return this.rounds.page(request);
  }
}
