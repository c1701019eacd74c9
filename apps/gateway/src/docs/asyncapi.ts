import { schemaName, schemasFor } from '@croupier/contracts';
import {
  BalanceMessage,
  BonusMessage,
  GameMessage,
  HelloMessage,
  JackpotMessage,
  NewMessage,
  ReReadMessage,
  RoundMessage,
  TableChangedMessage,
  TableMessage,
  TablePartMessage,
  TableTotalsMessage,
} from '../stream/messages.js';
import { exampleOf } from './example.js';

const messages = {
  hello: { of: HelloMessage, summary: 'The first message: the wallet as it is now.' },
  balance: { of: BalanceMessage, summary: 'The account changed; this is the wallet after it.' },
  round: { of: RoundMessage, summary: 'A round was settled. The `balance` after it follows.' },
  message: { of: NewMessage, summary: 'We wrote to the player; GET /v1/messages lists it.' },
  bonus: { of: BonusMessage, summary: 'Something became of a bonus; GET /v1/bonuses says where it stands.' },
  table: {
    of: TableMessage,
    summary:
      'A round of the table went on to its next phase; the first one says where it is. The highest `revision` holds.',
  },
  tableTotals: {
    of: TableTotalsMessage,
    summary: 'What all players of the table have on the layout, some times a second while bets come in.',
  },
  tablePart: {
    of: TablePartMessage,
    summary:
      'What a round of a live table came to for the player, with net position and time; GET /v1/table-sessions/{id} has where they stand.',
  },
  jackpot: {
    of: JackpotMessage,
    summary:
      'A jackpot changed, told every other second at most; GET /v1/jackpots has all of them, and what they were at first.',
  },
  game: {
    of: GameMessage,
    summary: 'A game was opened, closed, or is played by another version; GET /v1/games/{id} has it.',
  },
  tableChanged: {
    of: TableChangedMessage,
    summary:
      'A live table was opened, closed, or is played by another version; whoever sat there takes a seat anew. GET /v1/tables/{id} has it.',
  },
  reRead: {
    of: ReReadMessage,
    summary: 'Something may have been missed: read GET /v1/wallet and the lists again.',
  },
} as const;

/** The AsyncAPI 3 document of the WebSocket stream, from the classes its messages are written by. */
export function asyncApi(publicUrl: string): Record<string, unknown> {
  const { host, protocol } = new URL(publicUrl);
  const names = Object.keys(messages);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Croupier player stream',
      version: '1.0.0',
      description: [
        'One WebSocket for each signed-in client. It only speaks; whoever sends on it is closed with 1008.',
        'Sign in with the header `Authorization: Bearer <access token>`, or in a browser with the subprotocols `["croupier.v1", "token.<access token>"]`; the server selects `croupier.v1`.',
        'The upgrade is refused with 401 without a valid token, 403 for a foreign Origin, 404 on another path, 429 or 503 when there are too many streams; each with a problem.',
        'Opened as `/v1/stream?table={id}` it also tells what happens at that live table, to everybody who listens alike. Whoever changes the table opens another stream.',
        'Messages are numbered from 1 by `seq` in each connection. `version` is the version of the account: a client keeps the highest it has seen and ignores lower ones.',
        'The server pings every 20 s and drops who does not answer. It closes with 4401 when the token expires or the login session ends (refresh the token, connect again), 1001 when it stops (wait for `reconnectAfterMs` in the JSON of the reason), 1013 when the wallet cannot be read now. A client that reads too slowly is dropped.',
      ].join('\n\n'),
    },
    defaultContentType: 'application/json',
    servers: {
      player: { host, protocol: protocol === 'https:' ? 'wss' : 'ws', description: 'This platform.' },
    },
    channels: {
      stream: {
        address: '/v1/stream',
        title: 'What happens on the account of the signed-in player.',
        servers: [{ $ref: '#/servers/player' }],
        messages: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
      },
    },
    operations: {
      tellPlayer: {
        action: 'send',
        summary: 'The gateway tells what happened.',
        channel: { $ref: '#/channels/stream' },
        messages: names.map((name) => ({ $ref: `#/channels/stream/messages/${name}` })),
        security: [{ $ref: '#/components/securitySchemes/accessToken' }],
      },
    },
    components: {
      messages: Object.fromEntries(
        Object.entries(messages).map(([name, { of, summary }]) => [
          name,
          {
            name,
            summary,
            contentType: 'application/json',
            payload: { $ref: `#/components/schemas/${schemaName(of)}` },
            examples: [{ payload: exampleOf(of) }],
          },
        ]),
      ),
      schemas: schemasFor(Object.values(messages).map(({ of }) => of)),
      securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}
