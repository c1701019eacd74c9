import { type ArgumentsHost, Catch, type ExceptionFilter, ServiceUnavailableException } from '@nestjs/common';
import { type FastifyReply } from 'fastify';

/** A failing probe answers which part is down, in the health check's own form rather than as a problem. */
@Catch(ServiceUnavailableException)
export class ProbeFilter implements ExceptionFilter {
  catch(error: ServiceUnavailableException, host: ArgumentsHost): void {
    void host.switchToHttp().getResponse<FastifyReply>().status(503).send(error.getResponse());
  }
}
