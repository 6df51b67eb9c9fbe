// Makes the SDK fetch the official CLI into its own cache, by starting it once. Run by official.ts.
import { TestWorkflowEnvironment } from '@temporalio/testing';

try {
  const environment = await TestWorkflowEnvironment.createLocal({});
  await environment.teardown();
} catch (error) {
  // One line: the cause repeats the message.
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message.split('\n')[0]}\n`);
  process.exit(1);
}
