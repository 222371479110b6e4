import type { Settings } from "./binding-settings.ts";

/**
 * Whether a function is switched off by the app setting `AzureWebJobs.<name>.Disabled`, or `AzureWebJobs_<name>_Disabled`
 * where a name must not hold dots, of `true` or `1`. As in the real host, neither names nor value are case-sensitive.
 * (Azure/azure-webjobs-sdk, FunctionIndexer.IsDisabled and IConfigurationExtensions.IsSettingEnabled.)
 */
export function isDisabled(functionName: string, settings: Settings): boolean {
  const names = [`azurewebjobs.${functionName}.disabled`, `azurewebjobs_${functionName}_disabled`].map(lower);
  return Object.entries(settings).some(
    ([name, value]) => names.includes(lower(name)) && ["true", "1"].includes(lower(value ?? "")),
  );
}

const lower = (text: string): string => text.toLowerCase();
