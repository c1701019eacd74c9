import {
  ListTables,
  listTables,
  readTable,
  readTableDefinition,
  type TableDefinition,
  TableDefinitionRef,
  type TableDetail,
  type TableList,
  TableRef,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { LiveTables } from './live-tables.service.js';
import { TablesQueries } from './tables.queries.js';

@Controller()
export class TablesController {
  constructor(
    private readonly tables: TablesQueries,
    private readonly live: LiveTables,
  ) {}

  @MessagePattern(listTables.subject)
  list(@Payload() _request: ListTables): Promise<TableList> {
    return this.tables.list();
  }

  @MessagePattern(readTable.subject)
  read(@Payload() request: TableRef): Promise<TableDetail> {
    return this.tables.table(request);
  }

  @MessagePattern(readTableDefinition.subject)
  definition(@Payload() { definitionHash }: TableDefinitionRef): Promise<TableDefinition> {
    return this.live.definition(definitionHash);
  }
}
