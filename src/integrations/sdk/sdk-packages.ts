// The service ids of AWS's API models that have blanks, as their client packages are named: small letters, a dash for each blank.
const DASHED = `
  abuse-signal agent-discovery partnercentral-marketing sagemaker-gateway-runtime
  elastic-transcoder iot-1click-projects iot-events iot-events-data transcribe-streaming account-access account-access-runtime acm-pca agent-registry agent-registry-control api-gateway app-mesh
  application-auto-scaling application-discovery-service application-insights application-signals arc-region-switch
  arc-zonal-shift auto-scaling auto-scaling-plans backup-gateway bcm-dashboards bcm-data-exports bcm-pricing-calculator
  bcm-recommended-actions bedrock-agent bedrock-agent-runtime bedrock-agentcore bedrock-agentcore-control
  bedrock-data-automation bedrock-data-automation-runtime bedrock-runtime chime-sdk-identity chime-sdk-media-pipelines
  chime-sdk-meetings chime-sdk-messaging chime-sdk-voice cloudfront-keyvaluestore cloudhsm-v2 cloudsearch-domain cloudtrail-data
  cloudwatch-events cloudwatch-logs codeguru-reviewer codeguru-security codestar-connections codestar-notifications
  cognito-identity cognito-identity-provider cognito-sync compute-optimizer compute-optimizer-automation config-service
  connect-contact-lens cost-and-usage-report-service cost-explorer cost-optimization-hub customer-profiles data-pipeline
  database-migration-service device-farm devops-agent devops-guru direct-connect directory-service directory-service-data
  docdb-elastic dynamodb-streams ec2-instance-connect ecr-public eks-auth elastic-beanstalk elastic-load-balancing
  elastic-load-balancing-v2 elasticsearch-service emr-containers emr-serverless geo-maps geo-places geo-routes
  global-accelerator iam-toolbox inspector-scan iot-data-plane iot-jobs-data-plane iot-managed-integrations iot-wireless
  ivs-realtime kendra-ranking kinesis-analytics kinesis-analytics-v2 kinesis-video kinesis-video-archived-media
  kinesis-video-media kinesis-video-signaling kinesis-video-webrtc-storage lambda-core lambda-microvms lambda-web launch-wizard
  lex-model-building-service lex-models-v2 lex-runtime-service lex-runtime-v2 license-manager
  license-manager-linux-subscriptions license-manager-user-subscriptions machine-learning managedblockchain-query
  marketplace-agreement marketplace-catalog marketplace-commerce-analytics marketplace-deployment marketplace-discovery
  marketplace-entitlement-service marketplace-metering marketplace-reporting mediapackage-vod mediastore-data medical-imaging
  migration-hub migration-hub-refactor-spaces migrationhub-config mwaa-serverless neptune-graph network-firewall
  network-security-manager nova-act partnercentral-account partnercentral-benefits partnercentral-channel
  partnercentral-revenue-measurement partnercentral-selling payment-cryptography payment-cryptography-data pca-connector-ad
  pca-connector-scep personalize-events personalize-runtime pinpoint-email pinpoint-sms-voice pinpoint-sms-voice-v2
  pricing-plan-manager rds-data redshift-data redshift-serverless resource-explorer-2 resource-groups
  resource-groups-tagging-api route-53 route-53-domains route53-recovery-cluster route53-recovery-control-config
  route53-recovery-readiness s3-control sagemaker-a2i-runtime sagemaker-edge sagemaker-featurestore-runtime sagemaker-geospatial
  sagemaker-inference-router-runtime sagemaker-metrics sagemaker-runtime secrets-manager security-ir service-catalog
  service-catalog-appregistry service-quotas signer-data snow-device-management ssm-contacts ssm-guiconnect ssm-incidents
  ssm-quicksetup ssm-sap sso-admin sso-oidc storage-gateway support-app timestream-influxdb timestream-query timestream-write
  voice-id vpc-lattice waf-regional workspaces-instances workspaces-thin-client workspaces-web
`;

const PACKAGES = new Map(
  DASHED.trim()
    .split(/\s+/)
    .map((name) => [name.replace(/-service$/, '').replaceAll('-', ''), name]),
);

/**
 * The client package of a service as `aws-sdk:` resources name it, without `@aws-sdk/client-`: `secretsmanager` → `secrets-manager`,
 * `config` → `config-service`. AWS: the service key is `javaService` of the service id in small letters.
 */
export const packageOf = (serviceKey: string): string => PACKAGES.get(serviceKey) ?? serviceKey;
