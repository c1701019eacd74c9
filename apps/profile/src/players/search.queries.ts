import { commonError, type FindPlayers, type FoundPlayer, type FoundPlayers } from '@croupier/contracts';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { PlayerEntity } from './player.entity.js';

const most = 50;

/** A name may be the family name alone, or follow given names; its last word decides which index is used. */
const conditions = {
  playerId: `player_id = :value`,
  email: `lower(email COLLATE "pg_c_utf8") = lower(:value COLLATE "pg_c_utf8")`,
  name: `(lower(family_name COLLATE "pg_c_utf8") = lower(:value COLLATE "pg_c_utf8")
          OR (lower(family_name COLLATE "pg_c_utf8") = ANY(:endings)
              AND lower(given_name || ' ' || family_name COLLATE "pg_c_utf8") = lower(:value COLLATE "pg_c_utf8")))`,
} as const;

@Injectable()
export class SearchQueries {
  constructor(private readonly transactions: TransactionRunner) {}

  /** For staff. @throws DomainError `invalid_request` unless exactly one thing is searched by */
  async find(request: FindPlayers): Promise<FoundPlayers> {
    const [given, ...others] = (['playerId', 'email', 'name'] as const).filter(
      (name) => request[name] !== undefined,
    );
    if (given === undefined || others.length > 0) {
      const message = 'exactly one of playerId, email and name must be given';
      throw commonError('invalid_request', {
        detail: message,
        errors: [{ field: given ?? 'playerId', code: 'one_of', message }],
      });
    }
    const value = String(request[given]).normalize('NFKC').trim().replace(/\s+/g, ' ');
    const rows = await this.transactions.read((database) =>
      database
        .getRepository(PlayerEntity)
        .createQueryBuilder('player')
        .where('confirmed_at IS NOT NULL')
        .andWhere(conditions[given], { value, endings: endingsOf(value.toLowerCase()) })
        .orderBy('player.playerId', 'DESC')
        .take(most)
        .getMany(),
    );
    return { data: rows.map(foundOf) };
  }
}

/** What may be the family name in a full name: `de la mare`, `la mare`, `mare`. */
function endingsOf(name: string): string[] {
  const words = name.split(' ');
  return words.map((_, place) => words.slice(place).join(' '));
}

function foundOf(player: PlayerEntity): FoundPlayer {
  const { playerId, email, givenName, familyName, dateOfBirth, verificationStatus } = player;
  return { playerId, email, givenName, familyName, dateOfBirth, verification: verificationStatus };
}
