export { errorFacts } from './error-facts.js';
export * from './logger.js';
export * from './metrics.js';
