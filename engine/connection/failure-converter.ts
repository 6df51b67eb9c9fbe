/** Messages and stacks of failures as a payload, hence encrypted: an error may quote what it met. Also in the bundle. */
import { DefaultFailureConverter } from '@temporalio/common';

export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
