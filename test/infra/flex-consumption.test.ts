import { describe, expect, it } from "vitest";
import { appSettings, isObject, resourcesOf } from "./infra-files.ts";
import type { BicepObject } from "./read-bicep.ts";

/**
 * What Azure rejects on a Flex Consumption site, of its properties and those of its siteConfig (error 51021: "The following
 * site configuration property (Site.SiteConfig.FtpsState) for Flex Consumption sites is invalid").
 * Source: learn.microsoft.com/azure/azure-functions/functions-app-settings, "Flex Consumption plan deprecations".
 */
const rejectedProperties = [
  "alwaysOn",
  "containerSize",
  "dailyMemoryTimeQuota",
  "ftpsState",
  "functionAppScaleLimit",
  "functionsRuntimeScaleMonitoringEnabled",
  "isReserved",
  "isXenon",
  "javaVersion",
  "linuxFxVersion",
  "minimumElasticInstanceCount",
  "netFrameworkVersion",
  "nodeVersion",
  "powerShellVersion",
  "preWarmedInstanceCount",
  "use32BitWorkerProcess",
  "vnetBackupRestoreEnabled",
  "vnetContentShareEnabled",
  "vnetImagePullEnabled",
  "vnetRouteAllEnabled",
  "windowsFxVersion",
];

/** The same of app settings. */
const rejectedSettings = [
  "ENABLE_ORYX_BUILD",
  "FUNCTIONS_EXTENSION_VERSION",
  "FUNCTIONS_MAX_HTTP_CONCURRENCY",
  "FUNCTIONS_WORKER_DYNAMIC_CONCURRENCY_ENABLED",
  "FUNCTIONS_WORKER_PROCESS_COUNT",
  "FUNCTIONS_WORKER_RUNTIME",
  "FUNCTIONS_WORKER_RUNTIME_VERSION",
  "SCM_DO_BUILD_DURING_DEPLOYMENT",
  "TZ",
  "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING",
  "WEBSITE_CONTENTOVERVNET",
  "WEBSITE_CONTENTSHARE",
  "WEBSITE_DNS_SERVER",
  "WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT",
  "WEBSITE_NODE_DEFAULT_VERSION",
  "WEBSITE_RUN_FROM_PACKAGE",
  "WEBSITE_SKIP_CONTENTSHARE_VALIDATION",
  "WEBSITE_TIME_ZONE",
  "WEBSITE_VNET_ROUTE_ALL",
];

const rejected = new Set(rejectedProperties.map((name) => name.toLowerCase()));

/** Names at any depth below, as Azure reads them: in any case. */
const namesIn = (value: BicepObject): readonly string[] =>
  Object.entries(value).flatMap(([name, inside]) => [name, ...(isObject(inside) ? namesIn(inside) : [])]);

const findRejected = (site: BicepObject): readonly string[] =>
  namesIn(site).filter((name) => rejected.has(name.toLowerCase()));

describe("the site on Flex Consumption", () => {
  const [site = {}] = resourcesOf("Microsoft.Web/sites");

  it("has no property that Azure rejects there", () => {
    expect(namesIn(site)).toContain("siteConfig");
    expect(findRejected(site)).toEqual([]);
  });

  it.each(rejectedProperties)("would not pass with %s", (name) => {
    expect(findRejected({ properties: { siteConfig: { [name]: "any" } } })).toEqual([name]);
  });

  it("has no setting that Azure rejects there", () => {
    const names = [...appSettings().keys()];
    expect(names).toContain("AUTHENTICATION");
    expect(names.filter((name) => rejectedSettings.includes(name.toUpperCase()))).toEqual([]);
  });
});
