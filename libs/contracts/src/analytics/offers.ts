import { PlayerRef } from '../common.js';
import { declareAsk } from '../declare.js';
import { ChoiceField, IdField, IntegerField, JsonField, ListField, TextField } from '../fields.js';

export class ListOffers extends PlayerRef {
  @IntegerField({ description: 'How many at most.', min: 1, max: 20, optional: true, example: 6 })
  limit?: number;
}

export const offerKinds = ['game', 'programme'] as const;

/** Something for this player, with the reason it is shown. */
export class Offer {
  @ChoiceField({
    description: 'A game of the catalogue, or a bonus programme.',
    of: offerKinds,
    example: 'game',
  })
  kind: (typeof offerKinds)[number];

  @TextField({ description: 'The game or the programme.', max: 80, example: 'lamplight-ledger' })
  reference: string;

  @TextField({ description: 'Its name.', max: 120, example: 'Lamplight Ledger' })
  title: string;

  @TextField({
    description: 'Why it is shown to this player.',
    max: 300,
    example: 'You played 42 rounds of it in the last 30 days.',
  })
  why: string;

  @JsonField({ description: 'The figures behind the reason.' })
  figures: Record<string, unknown>;
}

/** Why a player is shown nothing. */
export const noOfferReasons = [
  'no_consent',
  'contact_refused',
  'limit_reached',
  'segment_withholds',
  'check_unavailable',
  'nothing_fits',
] as const;

export class OfferList {
  @IdField({ description: 'The receipt kept of this answer.' })
  receiptId: string;

  @TextField({ description: 'Version of the rules that ranked them.', max: 20, example: '2026-11.1' })
  rulesVersion: string;

  @ListField({ description: 'Best first. Empty with a reason.', of: () => Offer, max: 20 })
  offers: Offer[];

  @ChoiceField({
    description: 'Why there is none.',
    of: noOfferReasons,
    optional: true,
    example: 'no_consent',
  })
  reason?: (typeof noOfferReasons)[number];

  @TextField({
    description: 'The reason in a sentence.',
    max: 300,
    optional: true,
    example: 'You have not agreed to marketing.',
  })
  explanation?: string;
}

export const listOffers = declareAsk({
  subject: 'rpc.analytics.list-offers.v1',
  summary: 'Games and bonus programmes for the player, each with its reason.',
  request: ListOffers,
  reply: OfferList,
  deadlineMs: 3000,
  idempotent: true,
  priority: 'browse',
  actor: 'service',
  errors: [],
});
