// What the generated client does against a running server; any difference ends it.
import { Plumb, PlumbError } from "./plumb";

declare const process: { env: Record<string, string>; exit(code: number): never };
declare const console: { log(text: string): void };

function assert(condition: boolean, what: unknown): void {
  if (!condition) throw new Error(JSON.stringify(what));
}

async function main(): Promise<void> {
  const plumb = new Plumb(process.env.PLUMB_URL + "/", process.env.PLUMB_TOKEN);
  const project = await plumb.tenantsCreateProject({ slug: "typescript" });
  const made = [];
  for (let number = 0; number < 5; number++) {
    made.push(await plumb.tenantsCreateWorkspace({ slug: `t${number}`, project: project.id, environment: "staging" }));
  }
  const found: string[] = [];
  for await (const workspace of plumb.pages((cursor) => plumb.tenantsListWorkspaces({ cursor, limit: 2 }))) {
    found.push(workspace.id);
  }
  assert(made.every((it) => found.includes(it.id)) && new Set(found).size === found.length, found);

  const workspace = made[0].id;
  await plumb.tenantsPutVariable({ workspace, name: "word", value: "ä/b" });
  const variables = await plumb.tenantsListVariables({ workspace });
  assert(variables.items[0].value === "ä/b", variables);

  const state = '{"version": 4, "terraform_version": "1.9.0", "serial": 1, "lineage": "l", "outputs": {}, "resources": []}';
  const pushed = await plumb.statesPush(new TextEncoder().encode(state), { workspace });
  assert(pushed.serial === 1, pushed);
  const content = await plumb.statesDownload({ workspace, serial: 1 });
  assert(new TextDecoder().decode(content) === state, state);

  const at = made[0].created;
  const ticket = await plumb.policiesReplay({ packs: [], enforcement: "advisory", since: at, until: at });
  let last = "";
  for await (const { element } of plumb.jobsFollow({ job: ticket.job })) last = element.state;
  assert(last === "completed" || last === "failed", last);

  try {
    await plumb.tenantsCreateWorkspace({ slug: "No Slug", project: project.id });
    assert(false, "a wrong name was taken");
  } catch (error) {
    assert(error instanceof PlumbError && error.status === 422 && error.problems.length > 0, String(error));
  }
  console.log("typescript is well");
}

main().catch((error) => {
  console.log(String(error?.stack ?? error));
  process.exit(1);
});
