import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import * as z from "zod";
import { functionTable } from "../../functions/wiring/function-table.ts";
import { listRepositoryFiles, readRepositoryFile } from "../support/text/repository-files.ts";
import { appSettings } from "./infra-files.ts";

const manifestSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }).optional(),
});

const paths = listRepositoryFiles("deploy/kubernetes/", ".yaml");
const documents = paths.flatMap((path) =>
  parseAllDocuments(readRepositoryFile(path), { strict: true, uniqueKeys: true }).map((document) => {
    if (document.errors.length > 0) throw new Error(`${path}: ${document.errors.join("; ")}`);
    return manifestSchema.parse(document.toJS());
  }),
);

const one = (kind: string, name: string) => {
  const found = documents.filter(({ kind: of, metadata }) => of === kind && metadata?.name === name);
  expect(found, `${kind} ${name}`).toHaveLength(1);
  return found[0];
};

const probe = z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) });
const deploymentSchema = z.looseObject({
  spec: z.looseObject({
    selector: z.object({ matchLabels: z.record(z.string(), z.string()) }),
    template: z.looseObject({
      metadata: z.object({ labels: z.record(z.string(), z.string()) }),
      spec: z.looseObject({
        serviceAccountName: z.string(),
        securityContext: z.looseObject({ runAsNonRoot: z.literal(true), runAsUser: z.int() }),
        containers: z.tuple([
          z.looseObject({
            ports: z.tuple([z.object({ name: z.string(), containerPort: z.int() })]),
            env: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
            readinessProbe: probe,
            livenessProbe: probe,
          }),
        ]),
      }),
    }),
  }),
});

const deployment = (name: string) => deploymentSchema.parse(one("Deployment", name)).spec;
const container = (name: string) => deployment(name).template.spec.containers[0];

describe("the Kubernetes manifests", () => {
  it("are all in the kustomization", () => {
    const { resources } = z
      .object({ resources: z.array(z.string()) })
      .parse(parse(readRepositoryFile("deploy/kubernetes/kustomization.yaml")));
    const files = paths.map((path) => path.split("/").at(-1)).filter((file) => file !== "kustomization.yaml");
    expect([...resources].sort()).toEqual(files);
  });

  it("hold no secret", () => {
    expect(documents.filter(({ kind }) => kind === "Secret")).toEqual([]);
  });

  it("give the settings that the template gives in Azure, and by identity", () => {
    const { data } = z.looseObject({ data: z.record(z.string(), z.string()) }).parse(one("ConfigMap", "settings"));
    const elsewhere = /^APPLICATIONINSIGHTS_|SECRET|^AUDIT_CHAIN_KEY|^PROBE_/;
    const inAzure = [...appSettings().keys()].filter((name) => !elsewhere.test(name));
    expect(Object.keys(data)).toEqual(expect.arrayContaining(inAzure));
    const more = Object.keys(data).filter((name) => !inAzure.includes(name));
    expect(more.sort()).toEqual([
      "AzureFunctionsWebHost__hostid",
      "AzureWebJobsSecretStorageType",
      "FUNCTIONS_WORKER_RUNTIME",
      "OTEL_EXPORTER_OTLP_ENDPOINT",
    ]);
    expect(data).toMatchObject({ AUTHENTICATION: "entra", AzureWebJobsSecretStorageType: "kubernetes" });
  });

  it("run in the part for calls nothing that works in the background", () => {
    const background = Object.entries(functionTable).filter(([, row]) => !("route" in row || "page" in row));
    const names = background.map(([name]) => `AzureWebJobs.${name}.Disabled`);
    expect(names).toHaveLength(7);
    const disabled = container("calls")
      .env.filter(({ value }) => value === "true")
      .map(({ name }) => name);
    expect(disabled.sort()).toEqual(names.sort());
  });

  it("run everything that works in the background in the other part", () => {
    expect(container("background").env.filter(({ name }) => name.endsWith(".Disabled"))).toEqual([]);
  });

  it.each(["calls", "background"])("select and label the pods of %s alike, and identify them", (name) => {
    const { selector, template } = deployment(name);
    expect(template.metadata.labels).toMatchObject(selector.matchLabels);
    expect(template.metadata.labels["azure.workload.identity/use"]).toBe("true");
    one("ServiceAccount", template.spec.serviceAccountName);
  });

  it.each(["calls", "background"])("ask %s for its health where it is served", (name) => {
    const routes = Object.values(functionTable).flatMap((row) => ("route" in row ? [`/api/${row.route}`] : []));
    for (const { httpGet } of [container(name).readinessProbe, container(name).livenessProbe])
      expect(routes).toContain(httpGet.path);
  });

  it("do not take calls away from pods because a store is down", () => {
    expect(container("calls").readinessProbe.httpGet.path).toBe("/api/v1/health/live");
  });

  it("scale the background by the hub and the consumer group of the projection", () => {
    const { spec } = z
      .looseObject({ spec: z.looseObject({ maxReplicaCount: z.int(), triggers: z.array(z.looseObject({})) }) })
      .parse(one("ScaledObject", "background"));
    expect(spec.triggers).toMatchObject([
      { type: "azure-eventhub", metadata: { eventHubName: "emergency-audit", consumerGroup: "audit-trail" } },
    ]);
    expect(spec.maxReplicaCount).toBe(4);
  });
});

describe("the image", () => {
  const dockerfile = readRepositoryFile("Dockerfile");

  it("holds the package where the host looks for it", () => {
    expect(dockerfile).toMatch(/^RUN npm run build$/m);
    expect(dockerfile).toMatch(/^COPY --from=package \/src\/dist\/package \/home\/site\/wwwroot$/m);
  });

  it("is built and runs on the Node.js that the template asks Azure for", () => {
    const version = /runtime: \{ name: 'node', version: '(\d+)' \}/.exec(
      readRepositoryFile("infra/modules/function-app.bicep"),
    )?.[1];
    expect([...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image)).toEqual([
      `node:${version}-bookworm-slim`,
      `mcr.microsoft.com/azure-functions/node:4-node${version}`,
    ]);
  });

  it("runs as who the manifests say, and listens where they look", () => {
    for (const name of ["calls", "background"]) {
      const { runAsUser } = deployment(name).template.spec.securityContext;
      expect(dockerfile).toContain(`\nUSER ${runAsUser}:`);
      const port = container(name).ports[0].containerPort;
      expect(dockerfile).toContain(`ASPNETCORE_URLS=http://+:${port}`);
    }
  });
});

describe("azure.yaml", () => {
  const project = z
    .looseObject({ services: z.record(z.string(), z.looseObject({ host: z.string(), dist: z.string() })) })
    .parse(parse(readRepositoryFile("azure.yaml"), { strict: true, uniqueKeys: true }));

  it("deploys the package to the app that the template tags with its name", () => {
    const [[name, service] = ["", undefined]] = Object.entries(project.services);
    expect(service).toMatchObject({ host: "function", dist: "dist/package", remoteBuild: false });
    expect(readRepositoryFile("infra/main.bicep")).toContain(`'azd-service-name': '${name}'`);
  });
});
