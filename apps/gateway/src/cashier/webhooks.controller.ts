import { paymentsError, receiveWebhook, TextField } from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Controller, Headers, HttpCode, Param, Post, Req } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { Operation, Public } from '../edge/operation.js';

export class ProviderPath {
  @TextField({ description: 'The payment provider.', max: 40, example: 'sandbox-psp' })
  psp: string;
}

/** The longest signature header payments reads. */
const longestSignature = 400;

@Public()
@Controller('webhooks')
export class WebhooksController {
  constructor(private readonly bus: Bus) {}

  /** Whatever is not stored is answered with a problem, so that the provider sends it again. */
  @Post(':psp')
  @HttpCode(204)
  @Operation({
    ask: receiveWebhook,
    tag: 'Providers',
    limit: 'webhooks',
    rawBody: true,
    description:
      'The body is taken as it is, byte by byte, up to 64 KiB of any content type: the signature in `croupier-signature` is over the raw bytes. The same event may be sent again.',
  })
  async receive(
    @Param() { psp }: ProviderPath,
    @Headers('croupier-signature') signature: string | undefined,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const bytes = request.rawBody;
    if (!bytes?.length || !signature || signature.length > longestSignature)
      throw paymentsError('webhook_refused');
    await this.bus.ask(receiveWebhook, { provider: psp, body: bytes.toString('base64'), signature });
  }
}
