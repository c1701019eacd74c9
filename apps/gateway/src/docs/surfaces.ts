import { staffTags, tags } from '../edge/operation.js';
import { isBackoffice } from '../edge/surface.js';

/** One API with a document of its own. */
export interface Surface {
  info: object;
  tags: Readonly<Record<string, string>>;
  /** Where its access tokens come from. */
  signIn: string;
  covers: (url: string) => boolean;
}

const license = { name: 'See the licence of this platform', identifier: 'LicenseRef-Croupier' };

export const playerSurface: Surface = {
  info: {
    title: 'Croupier player API',
    version: '1.0.0',
    summary: 'Everything a lobby needs: account, cashier, games.',
    description: [
      'Amounts are whole numbers of minor units with a currency: `{ "amount": 1250, "currency": "GBP" }` is £12.50.',
      'Lists come in pages: send `next` of a page as `cursor` for the one after it.',
      'Every refusal is a problem (RFC 9457) with a stable `code`, explained at [/docs/errors](/docs/errors).',
      'POSTs that move money need an `Idempotency-Key`; repeat a request unchanged whenever its answer was lost.',
      'The WebSocket `/v1/stream` tells balances and rounds as they happen: [/docs/asyncapi.json](/docs/asyncapi.json).',
    ].join('\n\n'),
    license,
  },
  tags,
  signIn: '/v1/sessions',
  covers: (url) => !isBackoffice(url),
};

export const staffSurface: Surface = {
  info: {
    title: 'Croupier back office API',
    version: '1.0.0',
    summary: 'What the people of the house do.',
    description: [
      'Whoever signs in shows a name, a password and a second factor. Access tokens live for minutes and are good here alone; a token of a player is not.',
      'Every operation names the roles it is open to; another role gets `forbidden`.',
      'Every action is noted in the audit trail before it is done. Where that cannot be, nothing is done: `service_unavailable`.',
      'Reasons are for the house: write no names, addresses or numbers of documents into them.',
      'Every refusal is a problem (RFC 9457) with a stable `code`, explained at [/docs/errors](/docs/errors).',
    ].join('\n\n'),
    license,
  },
  tags: staffTags,
  signIn: '/backoffice/v1/sessions',
  covers: isBackoffice,
};
