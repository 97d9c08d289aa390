import { authors } from './authors';
import { desk } from './desk';
import { exports, operatorExports } from './exports';
import { imports, operatorImports } from './imports';
import { login } from './login';
import { type Placed, placesOf } from './operation';
import { operator } from './operator';
import { people } from './people';
import { reader } from './reader';
import { targets } from './targets';

/** Every operation of the API, in the order of the design. */
export const allOperations: readonly Placed[] = [
  reader,
  desk,
  people,
  authors,
  targets,
  imports,
  exports,
  login,
  operator,
  operatorImports,
  operatorExports,
].flatMap(placesOf);
