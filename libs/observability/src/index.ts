export { errorFacts } from './error-facts.js';
export * from './logger.js';
export * from './metrics.js';
export { isSampled, type Span } from './span.js';
export { Traces } from './traces.js';
