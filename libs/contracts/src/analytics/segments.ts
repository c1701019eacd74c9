import { PlayerRef } from '../common.js';
import { declareAsk } from '../declare.js';
import { DateField, FlagField, IdField, IntegerField, JsonField, ListField, TextField } from '../fields.js';

export class ListSegments {}

/** A group of players by rule. */
export class Segment {
  @TextField({ description: 'Its id.', max: 40, example: 'regular' })
  id: string;

  @TextField({ description: 'Its name.', max: 80, example: 'Regular players' })
  name: string;

  @ListField({ description: 'The rule in words: all of these hold.', max: 20 })
  rule: string[];

  @FlagField({ description: 'True if its members are shown no offers.' })
  withholdsOffers: boolean;

  @IntegerField({ description: 'S-01 Players who are in it now.' })
  players: number;
}

export class SegmentList {
  @TextField({ description: 'Version of the rules.', max: 20, example: '2026-11.1' })
  version: string;

  @ListField({ description: 'In the order of the rules.', of: () => Segment })
  segments: Segment[];
}

export const listSegments = declareAsk({
  subject: 'rpc.analytics.list-segments.v1',
  summary: 'Segments of players: their rules and how many players each has now.',
  request: ListSegments,
  reply: SegmentList,
  deadlineMs: 3000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: [],
});

export class ListSegmentMembers {
  @TextField({ description: 'The segment.', max: 40, example: 'regular' })
  segment: string;

  @IdField({ description: 'Only players whose id is greater.', optional: true })
  after?: string;

  @IntegerField({ description: 'How many at most.', min: 1, max: 500, optional: true, example: 200 })
  limit?: number;
}

export class SegmentMembers {
  @ListField({ description: 'Ids of players, ascending.', max: 500 })
  data: string[];

  @IdField({ description: 'Give it as `after` to go on; absent at the end.', optional: true })
  next?: string;
}

export const listSegmentMembers = declareAsk({
  subject: 'rpc.analytics.list-segment-members.v1',
  summary: 'Players who are in a segment now.',
  request: ListSegmentMembers,
  reply: SegmentMembers,
  deadlineMs: 3000,
  idempotent: true,
  priority: 'report',
  actor: 'service',
  errors: ['unknown_segment'],
});

/** Why a player is in a segment: each condition with the player's own figure. */
export class Membership {
  @TextField({ description: 'The segment.', max: 40, example: 'regular' })
  segment: string;

  @ListField({ description: 'Each condition with the figure that meets it.', max: 20 })
  because: string[];
}

/** A game by how much the player plays it. */
export class FavouriteGame {
  @TextField({ description: 'The game.', max: 60, example: 'lamplight-ledger' })
  gameId: string;

  @IntegerField({ description: 'B-01 Settled rounds in the last 90 days.' })
  rounds: number;

  @DateField({ description: 'Last day it was played, Europe/London.', example: '2026-11-23' })
  lastPlayed: string;
}

export class ReadPlayerFigures extends PlayerRef {}

export class PlayerFiguresReport extends PlayerRef {
  @TextField({ description: 'Version of the rules of segments.', max: 20, example: '2026-11.1' })
  segmentsVersion: string;

  @JsonField({ description: 'Figures the rules are about, by name; see docs/figures.md.' })
  figures: Record<string, unknown>;

  @ListField({ description: 'Most played first.', of: () => FavouriteGame, max: 10 })
  favourites: FavouriteGame[];

  @ListField({ description: 'Segments the player is in now.', of: () => Membership, max: 50 })
  memberships: Membership[];
}

export const readPlayerFigures = declareAsk({
  subject: 'rpc.analytics.read-player-figures.v1',
  summary: "One player's figures, favourite games and segments, with the reasons.",
  request: ReadPlayerFigures,
  reply: PlayerFiguresReport,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: ['unknown_player'],
});
