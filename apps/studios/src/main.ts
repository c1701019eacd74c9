import { runService } from '@croupier/runtime';
import { service } from './service.js';

await runService(service);
