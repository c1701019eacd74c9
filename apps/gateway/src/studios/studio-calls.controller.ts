import { receiveStudioCall, StudioAnswer, TextField } from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { composed, Operation, Public } from '../edge/operation.js';

export class StudioPath {
  @TextField({ description: 'The studio.', max: 40, pattern: /^[a-z0-9-]+$/, example: 'sandbox-studio' })
  studio: string;

  @TextField({ description: 'What is called.', max: 40, pattern: /^[a-z-]+$/, example: 'bet' })
  operation: string;
}

export class NestedStudioPath extends StudioPath {
  @TextField({ description: 'What is called, below that.', max: 40, pattern: /^[a-z-]+$/, example: 'bet' })
  below: string;
}

/** What a dialect may sign by; nothing else of a request's headers is handed on. */
const signedBy = ['croupier-signature', 'x-hub88-signature', 'x-request-sign'];
const longestHeader = 2000;

const nested = composed('receive-nested-studio-call', {
  summary: 'The same, in the dialects whose paths have two parts.',
  reply: StudioAnswer,
  errors: receiveStudioCall.errors,
});

const description =
  'The body is taken as it is, byte by byte, up to 64 KiB: the signature is over the raw bytes. What is called, what it is answered and how it is signed is said in docs/studios.md.';

/** The wallet that studios call. Bytes in, bytes out: what they mean is the dialect's. */
@Public()
@Controller('studios')
export class StudioCallsController {
  constructor(private readonly bus: Bus) {}

  @Post(':studio/:operation')
  @HttpCode(200)
  @Operation({ ask: receiveStudioCall, tag: 'Studios', limit: 'studios', rawBody: true, description })
  call(@Param() path: StudioPath, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.handOn(path.studio, path.operation, request, reply);
  }

  @Post(':studio/:operation/:below')
  @HttpCode(200)
  @Operation({ ask: nested, tag: 'Studios', limit: 'studios', rawBody: true, description })
  nested(
    @Param() path: NestedStudioPath,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.handOn(path.studio, `${path.operation}/${path.below}`, request, reply);
  }

  private async handOn(
    studioId: string,
    operation: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const headers = signedBy.flatMap((name) => {
      const value = request.headers[name];
      return typeof value === 'string' && value.length <= longestHeader ? [{ name, value }] : [];
    });
    const body = (request.rawBody ?? Buffer.alloc(0)).toString('base64');
    const answer = await this.bus.ask(receiveStudioCall, { studioId, operation, headers, body });
    void reply.status(answer.status).header('content-type', 'application/json').send(answer.body);
  }
}
