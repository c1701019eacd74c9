import {
  ListTables,
  listTables,
  readTable,
  type TableDetail,
  type TableList,
  TableRef,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { TablesQueries } from './tables.queries.js';

@Controller()
export class TablesController {
  constructor(private readonly tables: TablesQueries) {}

  @MessagePattern(listTables.subject)
  list(@Payload() _request: ListTables): Promise<TableList> {
    return this.tables.list();
  }

  @MessagePattern(readTable.subject)
  read(@Payload() request: TableRef): Promise<TableDetail> {
    return this.tables.table(request);
  }
}
