import { unsubscribe, UnsubscribeToken } from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { without } from '../edge/inputs.js';
import { Operation, Public } from '../edge/operation.js';

export class UnsubscriptionPath extends without(UnsubscribeToken) {}

/** A page that asks, because programs that look through mails follow every link: only the POST changes something. */
const page = `<!doctype html>
<html lang="en-GB">
  <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Offers by e-mail</title></head>
  <body>
    <main>
      <h1>No more offers by e-mail?</h1>
      <form method="post"><button type="submit">Send me no more offers</button></form>
      <p>You need not sign in. Mails about your account, such as receipts, still reach you.</p>
    </main>
  </body>
</html>
`;

/** Where the links of offer mails lead: for a person, and for the button of a mail program (RFC 8058). */
@Public()
@Controller('v1/unsubscriptions')
export class UnsubscriptionsController {
  constructor(private readonly bus: Bus) {}

  @Get(':token')
  ask(@Param() _path: UnsubscriptionPath, @Res() reply: FastifyReply): void {
    void reply.type('text/html; charset=utf-8').send(page);
  }

  @Post(':token')
  @HttpCode(204)
  @Operation({
    ask: unsubscribe,
    tag: 'Messages',
    rawBody: true,
    description:
      'Takes back the consent to marketing by e-mail, with the signed link of an offer mail and without signing in. A mail program sends `List-Unsubscribe=One-Click` (RFC 8058); what the body says does not matter.',
  })
  async unsubscribe(@Param() { token }: UnsubscriptionPath): Promise<void> {
    await this.bus.ask(unsubscribe, { token });
  }
}
