import { PlayerRef } from '../common.js';
import { declareAsk } from '../declare.js';
import { FlagField, IntegerField } from '../fields.js';

export class PlayerSettings {
  @FlagField({
    description: 'Consent to marketing by e-mail. False until the player says yes.',
    example: false,
  })
  marketingByEmail: boolean;

  @FlagField({
    description: 'Consent to marketing by text message. False until the player says yes.',
    example: false,
  })
  marketingBySms: boolean;

  @IntegerField({
    description: 'Minutes of play between two reality checks.',
    min: 5,
    max: 240,
    example: 60,
  })
  realityCheckMinutes: number;
}

export const readSettings = declareAsk({
  subject: 'rpc.profile.read-settings.v1',
  summary: 'The settings and consents of a player.',
  request: PlayerRef,
  reply: PlayerSettings,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'service',
  errors: ['not_found'],
});

/** Members left out stay as they are. */
export class UpdateSettings extends PlayerRef {
  @FlagField({ description: 'Consent to marketing by e-mail.', optional: true, example: false })
  marketingByEmail?: boolean;

  @FlagField({ description: 'Consent to marketing by text message.', optional: true, example: false })
  marketingBySms?: boolean;

  @IntegerField({
    description: 'Minutes of play between two reality checks.',
    min: 5,
    max: 240,
    optional: true,
    example: 30,
  })
  realityCheckMinutes?: number;
}

export const updateSettings = declareAsk({
  subject: 'rpc.profile.update-settings.v1',
  summary: 'Change settings and consents.',
  request: UpdateSettings,
  reply: PlayerSettings,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'service',
  errors: ['not_found'],
});
