import { traceIdOf } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Observable, throwError } from 'rxjs';
import { problemOf, refusalOf, retryAfterSeconds } from './problem.js';

/** Turns whatever a handler throws into a problem (HTTP) or hands it to the transport (asks and facts). */
@Catch()
export class RefusalFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): Observable<never> | void {
    if (host.getType() !== 'http') return throwError(() => error);
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const refusal = refusalOf(error);
    request.refusedWith = refusal.code;
    const path = request.url.split('?')[0] ?? request.url;
    const problem = problemOf(refusal, path, traceIdOf(request.call.trace));
    if (refusal.kind === 'internal')
      this.log.error(
        { err: error, traceId: problem.traceId, route: request.routeOptions.url },
        'request failed',
      );
    const wait = retryAfterSeconds(refusal);
    if (wait !== undefined) void reply.header('retry-after', String(wait));
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    void reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}
