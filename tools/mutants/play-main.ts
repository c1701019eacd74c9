import { DataSource } from 'typeorm';
import { firstDifference, sameEvenings } from './play.js';

const [url = '', count = ''] = process.argv.slice(2);
const service = await new DataSource({ type: 'postgres', url, poolSize: 4 }).initialize();
const found = await firstDifference(service, sameEvenings(Number(count)));
process.stdout.write(`${found?.what ?? 'no difference'}\n`);
process.exit(found ? 1 : 0);
