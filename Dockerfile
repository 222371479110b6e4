# The app on the official Functions image, for Kubernetes and wherever else containers run: deploy/kubernetes/.
FROM node:24-bookworm-slim AS package
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build

FROM mcr.microsoft.com/azure-functions/node:4-node24
# Above 1024, so that whoever is not root may listen there. Semi-spaces of 4 MB: shorter pauses (docs/performance.md).
ENV languageWorkers__node__arguments=--max-semi-space-size=4 \
    AzureWebJobsScriptRoot=/home/site/wwwroot \
    AzureFunctionsJobHost__Logging__Console__IsEnabled=true \
    ASPNETCORE_URLS=http://+:8080 \
    DOTNET_EnableDiagnostics=0
COPY --from=package /src/dist/package /home/site/wwwroot
# The host keeps its own files under /home; the program stays root's, so that the host cannot change it.
RUN mkdir -p /home/data /home/LogFiles /home/ASP.NET \
    && chown 1654:1654 /home /home/data /home/LogFiles /home/ASP.NET
# "app" of the ASP.NET image that this one is made from.
USER 1654:1654
EXPOSE 8080
# The host itself: the image's start script would set the port back to 80.
CMD ["/azure-functions-host/Microsoft.Azure.WebJobs.Script.WebHost"]
