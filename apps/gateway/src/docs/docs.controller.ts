import { commonError } from '@croupier/contracts';
import { Controller, Get, Header, Param } from '@nestjs/common';
import { Public } from '../edge/operation.js';
import { DocsService } from './docs.service.js';
import { docsPolicy, swaggerPage, swaggerStart } from './pages.js';
import { staffSurface } from './surfaces.js';

@Public()
@Controller('docs')
export class DocsController {
  constructor(private readonly docs: DocsService) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', docsPolicy)
  page(): string {
    return swaggerPage;
  }

  @Get('start.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  start(): string {
    return swaggerStart;
  }

  @Get('openapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  openApi(): string {
    return this.docs.openApi();
  }

  @Get('backoffice.json')
  @Header('content-type', 'application/json; charset=utf-8')
  backoffice(): string {
    return this.docs.openApi(staffSurface);
  }

  @Get('asyncapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  asyncApi(): string {
    return this.docs.asyncApi();
  }

  @Get('schemas/:name')
  @Header('content-type', 'application/schema+json; charset=utf-8')
  schema(@Param('name') name: string): string {
    const schema = this.docs.schema(name);
    if (schema === undefined) throw commonError('not_found');
    return schema;
  }

  @Get('errors')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', docsPolicy)
  errors(): string {
    return this.docs.errors();
  }
}
