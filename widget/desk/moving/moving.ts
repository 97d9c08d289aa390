/** The view for moving in: it comes when it is opened, and reads files once one is chosen. */

import { DeskImports } from './desk-imports';
import { DeskMoving } from './desk-moving';
import { DeskSurvey } from './desk-survey';

const elements: Record<string, CustomElementConstructor> = {
  'desk-imports': DeskImports,
  'desk-moving': DeskMoving,
  'desk-survey': DeskSurvey,
};
for (const [name, element] of Object.entries(elements))
  if (!customElements.get(name)) customElements.define(name, element);
