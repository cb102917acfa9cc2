/** What the actions of Amazon EventBridge Scheduler answer, reduced from AWS's published API model (Apache-2.0): see api-shape.ts for the notation. */
export const model = `
CreateSchedule = CreateScheduleOutput
CreateScheduleGroup = CreateScheduleGroupOutput
GetSchedule = GetScheduleOutput
GetScheduleGroup = GetScheduleGroupOutput
ListScheduleGroups = ListScheduleGroupsOutput
ListSchedules = ListSchedulesOutput
ListTagsForResource = ListTagsForResourceOutput
UpdateSchedule = UpdateScheduleOutput
AwsVpcConfiguration : AssignPublicIp:'ENABLED|DISABLED' SecurityGroups:[string(1..1000)](1..5) Subnets!:[string(1..1000)](1..16)
CapacityProviderStrategyItem : Base:number(0..100000) CapacityProvider!:string(1..255) Weight:number(0..1000)
CreateScheduleGroupOutput : ScheduleGroupArn!:string(1..1224)
CreateScheduleOutput : ScheduleArn!:string(1..1224)
DeadLetterConfig : Arn:string(1..1600)
EcsParameters : CapacityProviderStrategy:[CapacityProviderStrategyItem](..6) EnableECSManagedTags:boolean EnableExecuteCommand:boolean Group:string(1..255) LaunchType:'EC2|FARGATE|EXTERNAL' NetworkConfiguration:NetworkConfiguration PlacementConstraints:[PlacementConstraint](..10) PlacementStrategy:[PlacementStrategy](..5) PlatformVersion:string(1..64) PropagateTags:'TASK_DEFINITION' ReferenceId:string(..1024) Tags:[{string(1..256)}](..50) TaskCount:number(1..10) TaskDefinitionArn!:string(1..1600)
EventBridgeParameters : DetailType!:string(1..128) Source!:string(1..256)
FlexibleTimeWindow : MaximumWindowInMinutes:number(1..1440) Mode!:'OFF|FLEXIBLE'
GetScheduleGroupOutput : Arn:string(1..1224) CreationDate:time LastModificationDate:time Name:string(1..64) State:'ACTIVE|DELETING'
GetScheduleOutput : ActionAfterCompletion:'NONE|DELETE' Arn:string(1..1224) CreationDate:time Description:string(..512) EndDate:time FlexibleTimeWindow:FlexibleTimeWindow GroupName:string(1..64) KmsKeyArn:string(1..2048) LastModificationDate:time Name:string(1..64) ScheduleExpression:string(1..256) ScheduleExpressionTimezone:string(1..50) StartDate:time State:'ENABLED|DISABLED' Target:Target
KinesisParameters : PartitionKey!:string(1..256)
ListScheduleGroupsOutput : NextToken:string(1..2048) ScheduleGroups!:[ScheduleGroupSummary]
ListSchedulesOutput : NextToken:string(1..2048) Schedules!:[ScheduleSummary]
ListTagsForResourceOutput : Tags:[Tag](..200)
NetworkConfiguration : AwsvpcConfiguration:AwsVpcConfiguration
PlacementConstraint : Expression:string(..2000) Type:'distinctInstance|memberOf'
PlacementStrategy : Field:string(..255) Type:'random|spread|binpack'
RetryPolicy : MaximumEventAgeInSeconds:number(60..86400) MaximumRetryAttempts:number(0..185)
SageMakerPipelineParameter : Name!:string(1..256) Value!:string(1..1024)
SageMakerPipelineParameters : PipelineParameterList:[SageMakerPipelineParameter](..200)
ScheduleGroupSummary : Arn:string(1..1224) CreationDate:time LastModificationDate:time Name:string(1..64) State:'ACTIVE|DELETING'
ScheduleSummary : Arn:string(1..1224) CreationDate:time GroupName:string(1..64) LastModificationDate:time Name:string(1..64) State:'ENABLED|DISABLED' Target:TargetSummary
SqsParameters : MessageGroupId:string(1..128)
Tag : Key!:string(1..128) Value!:string(1..256)
Target : Arn!:string(1..1600) DeadLetterConfig:DeadLetterConfig EcsParameters:EcsParameters EventBridgeParameters:EventBridgeParameters Input:string(1..) KinesisParameters:KinesisParameters RetryPolicy:RetryPolicy RoleArn!:string(1..1600) SageMakerPipelineParameters:SageMakerPipelineParameters SqsParameters:SqsParameters
TargetSummary : Arn!:string(1..1600)
UpdateScheduleOutput : ScheduleArn!:string(1..1224)
`;
